package io.kanshi.job.archive;

import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of rows in order, straight from its bytes into Parquet's column writers. A record consumer between them would check
 * for every value what the code below cannot get wrong.
 */
final class LogRowGroup {

    /** Definition levels of the map's leaves: the map, an entry, its value. */
    private static final int ENTRY = 2;

    private static final int VALUE = 3;

    private final RowBatch batch;
    private final byte[] text;
    private final ColumnWriter[] columns = new ColumnWriter[LogSchema.COLUMNS.size()];
    private final IdentityHashMap<Identity, Binary[]> identities = new IdentityHashMap<>();
    private final Map<String, Binary> texts = new HashMap<>();
    private final Fingerprints fingerprints = new Fingerprints();

    private LogRowGroup(RowBatch batch, ColumnWriteStore store) {
        this.batch = batch;
        this.text = batch.text();
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnWriter(LogSchema.COLUMNS.get(i));
        }
    }

    /** How the batch's row group is encoded. Identities are interned, so neighbours of one container are told by reference. */
    @SuppressWarnings("ReferenceEquality")
    static ParquetProperties properties(RowBatch batch) {
        long traces = 0;
        Set<String> containers = new HashSet<>();
        Identity last = null;
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.textLength(row, RowBatch.TRACE_ID) > 0) {
                traces++;
            }
            Identity identity = batch.identity(row);
            if (identity != last && identity.containerId() != null) {
                containers.add(identity.containerId());
            }
            last = identity;
        }
        return LogSchema.properties(traces, containers.size());
    }

    static void write(RowBatch batch, ColumnWriteStore store) {
        LogRowGroup group = new LogRowGroup(batch, store);
        for (int row : RowOrder.of(batch)) {
            group.row(row);
            store.endRecord();
        }
    }

    private void row(int row) {
        long nanos = batch.timeNanos(row);
        columns[LogSchema.TIME].write(Math.floorDiv(nanos, 1_000_000L), 0, 0);
        columns[LogSchema.TIME_NANOS].write(nanos, 0, 0);
        columns[LogSchema.OBSERVED_TIME].write(batch.observedMillis(row), 0, 0);
        identity(batch.identity(row));
        Level level = batch.level(row);
        optional(LogSchema.LEVEL, level == null ? null : LEVELS.get(level));
        text(row, RowBatch.MESSAGE, LogSchema.MESSAGE);
        text(row, RowBatch.TRACE_ID, LogSchema.TRACE_ID);
        text(row, RowBatch.SPAN_ID, LogSchema.SPAN_ID);
        status(batch.status(row));
        text(row, RowBatch.METHOD, LogSchema.METHOD);
        text(row, RowBatch.PATH, LogSchema.PATH);
        text(row, RowBatch.USER_AGENT, LogSchema.USER_AGENT);
        long fingerprint = batch.fingerprint(row);
        optional(LogSchema.FINGERPRINT, fingerprint == LogEvent.NO_FINGERPRINT ? null : fingerprints.hex(fingerprint));
        attributes(batch.attributesFrom(row), batch.attributesTo(row));
        columns[LogSchema.LOG].write(
                bytes(batch.textAt(row, RowBatch.LOG), Math.max(0, batch.textLength(row, RowBatch.LOG))), 0, 0);
        text(row, RowBatch.LOG_BASE64, LogSchema.LOG_BASE64);
        origin(row);
    }

    private void identity(Identity identity) {
        Binary[] values = identities.get(identity);
        if (values == null) {
            values = new Binary[] {
                binary(identity.service()),
                binary(identity.cluster()),
                binary(identity.taskId()),
                binary(identity.taskDefinition()),
                binary(identity.containerName()),
                binary(identity.containerId()),
                binary(identity.source())
            };
            identities.put(identity, values);
        }
        columns[LogSchema.SERVICE].write(values[0], 0, 0);
        for (int i = 1; i < values.length; i++) {
            optional(LogSchema.SERVICE + i, values[i]);
        }
    }

    private void status(int status) {
        if (status == LogEvent.NO_STATUS) {
            columns[LogSchema.STATUS].writeNull(0, 0);
        } else {
            columns[LogSchema.STATUS].write(status, 0, 1);
        }
    }

    private void origin(int row) {
        String boot = batch.boot(row);
        if (boot == null) {
            for (int column = LogSchema.BOOT; column <= LogSchema.LINE; column++) {
                columns[column].writeNull(0, 0);
            }
            return;
        }
        columns[LogSchema.BOOT].write(texts.computeIfAbsent(boot, LogRowGroup::constant), 0, 1);
        columns[LogSchema.LANE].write(batch.lane(row), 0, 1);
        columns[LogSchema.SEQ].write(batch.seq(row), 0, 1);
        columns[LogSchema.LINE].write(batch.line(row), 0, 1);
    }

    private void attributes(int from, int to) {
        ColumnWriter keys = columns[LogSchema.ATTRIBUTE_KEY];
        ColumnWriter values = columns[LogSchema.ATTRIBUTE_VALUE];
        if (from == to) {
            keys.writeNull(0, 0);
            values.writeNull(0, 0);
            return;
        }
        int[] views = batch.attributes();
        for (int i = from; i < to; i += 4) {
            int repetition = i == from ? 0 : 1;
            keys.write(bytes(views[i], views[i + 1]), repetition, ENTRY);
            values.write(bytes(views[i + 2], views[i + 3]), repetition, VALUE);
        }
    }

    private void text(int row, int column, int target) {
        int length = batch.textLength(row, column);
        if (length < 0) {
            columns[target].writeNull(0, 0);
        } else {
            columns[target].write(bytes(batch.textAt(row, column), length), 0, 1);
        }
    }

    private void optional(int column, @Nullable Binary value) {
        if (value == null) {
            columns[column].writeNull(0, 0);
        } else {
            columns[column].write(value, 0, 1);
        }
    }

    /** "Reused", because the batch's array is filled again after the row group: statistics and dictionaries must copy what they keep. */
    private Binary bytes(int at, int length) {
        return Binary.fromReusedByteArray(text, at, length);
    }

    /** Equal texts become one object: {@link IdentityDictionary} knows them by it. */
    private @Nullable Binary binary(@Nullable String value) {
        return value == null ? null : texts.computeIfAbsent(value, LogRowGroup::constant);
    }

    private static Binary constant(String value) {
        return Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
    }

    private static final Map<Level, Binary> LEVELS = new EnumMap<>(Level.class);

    static {
        for (Level level : Level.values()) {
            LEVELS.put(level, Binary.fromConstantByteArray(level.bytes()));
        }
    }

    /** Fingerprints as text: the few that repeat are formatted once (a direct-mapped cache, so it is bounded). */
    private static final class Fingerprints {

        private static final int SLOTS = 4096;
        private final long[] known = new long[SLOTS];
        private final Binary[] texts = new Binary[SLOTS];

        Binary hex(long fingerprint) {
            int slot = (int) (fingerprint & SLOTS - 1);
            if (texts[slot] == null || known[slot] != fingerprint) {
                known[slot] = fingerprint;
                texts[slot] = constant(java.util.HexFormat.of().toHexDigits(fingerprint));
            }
            return texts[slot];
        }
    }
}

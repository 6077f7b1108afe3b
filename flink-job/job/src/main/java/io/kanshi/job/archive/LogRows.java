package io.kanshi.job.archive;

import io.kanshi.events.Attributes;
import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one row group back into a reused event, in the order they were written. The inverse of {@link LogRowGroup}. */
final class LogRows {

    private final ColumnReader[] columns = new ColumnReader[LogSchema.COLUMNS.size()];
    private final Map<Identity, Identity> identities = new HashMap<>();
    private final LogEvent event = new LogEvent();
    private final Utf8 key = new Utf8();
    private final Utf8 value = new Utf8();

    LogRows(PageReadStore pages, String createdBy) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages, new GroupRecordConverter(LogSchema.SCHEMA).getRootConverter(), LogSchema.SCHEMA, createdBy);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = store.getColumnReader(LogSchema.COLUMNS.get(i));
        }
    }

    /** The next row; valid until the next call. The caller knows how many there are. */
    LogEvent next() {
        event.clear();
        take(LogSchema.TIME).consume();
        event.timeNanos = takeLong(LogSchema.TIME_NANOS);
        event.observedMillis = takeLong(LogSchema.OBSERVED_TIME);
        String level = takeString(LogSchema.LEVEL);
        event.level = level == null ? null : Level.valueOf(level.toUpperCase(Locale.ROOT));
        event.identity = identity();
        takeText(LogSchema.MESSAGE, event.message);
        takeText(LogSchema.TRACE_ID, event.traceId);
        takeText(LogSchema.SPAN_ID, event.spanId);
        event.status = takeInt(LogSchema.STATUS, LogEvent.NO_STATUS);
        takeText(LogSchema.METHOD, event.method);
        takeText(LogSchema.PATH, event.path);
        takeText(LogSchema.USER_AGENT, event.userAgent);
        String fingerprint = takeString(LogSchema.FINGERPRINT);
        event.fingerprint = fingerprint == null ? LogEvent.NO_FINGERPRINT : Long.parseUnsignedLong(fingerprint, 16);
        takeAttributes(event.attributes);
        takeText(LogSchema.LOG, event.log);
        takeText(LogSchema.LOG_BASE64, event.logBase64);
        event.boot = takeString(LogSchema.BOOT);
        event.lane = takeInt(LogSchema.LANE, 0);
        event.seq = isPresent(LogSchema.SEQ) ? takeLong(LogSchema.SEQ) : skip(LogSchema.SEQ);
        event.line = takeInt(LogSchema.LINE, 0);
        return event;
    }

    private Identity identity() {
        String service = takeString(LogSchema.SERVICE);
        Identity read = new Identity(
                service == null ? "" : service,
                takeString(LogSchema.CLUSTER),
                takeString(LogSchema.TASK_ID),
                takeString(LogSchema.TASK_DEFINITION),
                takeString(LogSchema.CONTAINER_NAME),
                takeString(LogSchema.CONTAINER_ID),
                takeString(LogSchema.SOURCE));
        Identity known = identities.putIfAbsent(read, read);
        return known == null ? read : known;
    }

    private void takeAttributes(Attributes target) {
        ColumnReader keys = columns[LogSchema.ATTRIBUTE_KEY];
        ColumnReader values = columns[LogSchema.ATTRIBUTE_VALUE];
        do {
            if (keys.getCurrentDefinitionLevel() > 0) {
                set(key, keys.getBinary());
                set(value, values.getBinary());
                target.put(key, value);
            }
            keys.consume();
            values.consume();
        } while (keys.getCurrentRepetitionLevel() > 0);
    }

    private ColumnReader take(int column) {
        return columns[column];
    }

    private boolean isPresent(int column) {
        return columns[column].getCurrentDefinitionLevel()
                == LogSchema.COLUMNS.get(column).getMaxDefinitionLevel();
    }

    private long skip(int column) {
        columns[column].consume();
        return 0;
    }

    private long takeLong(int column) {
        long read = columns[column].getLong();
        columns[column].consume();
        return read;
    }

    private int takeInt(int column, int absent) {
        int read = isPresent(column) ? columns[column].getInteger() : absent;
        columns[column].consume();
        return read;
    }

    private @Nullable String takeString(int column) {
        String read = isPresent(column) ? columns[column].getBinary().toStringUsingUTF8() : null;
        columns[column].consume();
        return read;
    }

    private void takeText(int column, Utf8 target) {
        if (isPresent(column)) {
            set(target, columns[column].getBinary());
        }
        columns[column].consume();
    }

    private static void set(Utf8 target, Binary read) {
        byte[] bytes = read.getBytesUnsafe();
        target.set(bytes, 0, bytes.length);
    }
}

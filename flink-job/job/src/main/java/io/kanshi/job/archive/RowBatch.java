package io.kanshi.job.archive;

import io.kanshi.events.Attributes;
import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one partition until they become a row group: text in one byte array, everything else in one array a column.
 *
 * <p>Copying into arrays instead of keeping objects makes a row cost its bytes and no allocation in the steady state; sorting moves
 * row numbers only. Bounded by {@link #MAX_ROWS} and {@link #MAX_BYTES}; the owner asks {@link #isFull()} after each append.
 */
final class RowBatch {

    /** Rows in a row group: enough for good compression, and few enough that sorting them costs a quarter, not a third. */
    static final int MAX_ROWS = 100_000;

    /** Text in a row group. The largest single row is bounded by the sidecar's and the decoder's limits far below it. */
    static final int MAX_BYTES = 48 << 20;

    /** Views kept for a row: message, trace id, span id, method, path, user agent, log, log_base64. */
    private static final int TEXTS = 8;

    static final int MESSAGE = 0;
    static final int TRACE_ID = 1;
    static final int SPAN_ID = 2;
    static final int METHOD = 3;
    static final int PATH = 4;
    static final int USER_AGENT = 5;
    static final int LOG = 6;
    static final int LOG_BASE64 = 7;

    private static final int FIRST_ROWS = 16;
    private static final int FIRST_BYTES = 4 << 10;

    private int rows;
    private byte[] text = new byte[FIRST_BYTES];
    private int textEnd;
    private int[] texts = new int[FIRST_ROWS * TEXTS * 2];
    private int[] attributes = new int[FIRST_ROWS];
    private int attributesEnd;
    private int[] attributesFrom = new int[FIRST_ROWS + 1];
    private Identity[] identities = new Identity[FIRST_ROWS];
    private @Nullable Level[] levels = new Level[FIRST_ROWS];
    private @Nullable String[] boots = new String[FIRST_ROWS];
    private long[] timeNanos = new long[FIRST_ROWS];
    private long[] observedMillis = new long[FIRST_ROWS];
    private long[] fingerprints = new long[FIRST_ROWS];
    private int[] statuses = new int[FIRST_ROWS];
    private int[] lanes = new int[FIRST_ROWS];
    private long[] seqs = new long[FIRST_ROWS];
    private int[] lines = new int[FIRST_ROWS];

    int rows() {
        return rows;
    }

    /** Bytes of text, without the arrays' spare room. */
    int textBytes() {
        return textEnd;
    }

    /** What the arrays take, in bytes, roughly: about 150 a row beside the text. */
    long heapBytes() {
        return text.length + 4L * texts.length + 4L * attributes.length + 64L * timeNanos.length;
    }

    boolean isFull() {
        return rows >= MAX_ROWS || textEnd >= MAX_BYTES;
    }

    void append(LogEvent event) {
        if (rows == timeNanos.length) {
            growRows();
        }
        int row = rows;
        identities[row] = event.identity;
        levels[row] = event.level;
        boots[row] = event.boot;
        timeNanos[row] = event.timeNanos;
        observedMillis[row] = event.observedMillis;
        fingerprints[row] = event.fingerprint;
        statuses[row] = event.status;
        lanes[row] = event.lane;
        seqs[row] = event.seq;
        lines[row] = event.line;
        int logAt = put(row, LOG, event.log);
        put(row, MESSAGE, event.message, event.log, logAt);
        put(row, TRACE_ID, event.traceId, event.log, logAt);
        put(row, SPAN_ID, event.spanId, event.log, logAt);
        put(row, METHOD, event.method, event.log, logAt);
        put(row, PATH, event.path, event.log, logAt);
        put(row, USER_AGENT, event.userAgent, event.log, logAt);
        put(row, LOG_BASE64, event.logBase64);
        putAttributes(row, event.attributes, event.log, logAt);
        rows = row + 1;
    }

    private void putAttributes(int row, Attributes source, Utf8 log, int logAt) {
        attributesFrom[row] = attributesEnd;
        int needed = attributesEnd + source.size() * 4;
        if (needed > attributes.length) {
            attributes = Arrays.copyOf(attributes, Math.max(needed, attributes.length * 2));
        }
        for (int i = 0; i < source.size(); i++) {
            Utf8 key = source.key(i);
            Utf8 value = source.value(i);
            attributes[attributesEnd] = place(key, log, logAt);
            attributes[attributesEnd + 1] = key.length();
            attributes[attributesEnd + 2] = place(value, log, logAt);
            attributes[attributesEnd + 3] = value.length();
            attributesEnd += 4;
        }
        attributesFrom[row + 1] = attributesEnd;
    }

    private int put(int row, int column, Utf8 value) {
        int at = copy(value);
        set(row, column, at, value.isPresent() ? value.length() : -1);
        return at;
    }

    private void put(int row, int column, Utf8 value, Utf8 log, int logAt) {
        if (value.isPresent()) {
            set(row, column, place(value, log, logAt), value.length());
        } else {
            set(row, column, 0, -1);
        }
    }

    private void set(int row, int column, int at, int length) {
        int slot = (row * TEXTS + column) * 2;
        texts[slot] = at;
        texts[slot + 1] = length;
    }

    /** Most values are parts of the line, which is here already. */
    private int place(Utf8 value, Utf8 log, int logAt) {
        if (value.bytes() == log.bytes() && value.offset() >= log.offset() && value.end() <= log.end()) {
            return logAt + value.offset() - log.offset();
        }
        return copy(value);
    }

    private int copy(Utf8 value) {
        int at = textEnd;
        int length = value.length();
        if (at + length > text.length) {
            text = Arrays.copyOf(text, Math.max(at + length, text.length * 2));
        }
        System.arraycopy(value.bytes(), value.offset(), text, at, length);
        textEnd = at + length;
        return at;
    }

    private void growRows() {
        int size = rows * 2;
        texts = Arrays.copyOf(texts, size * TEXTS * 2);
        attributesFrom = Arrays.copyOf(attributesFrom, size + 1);
        identities = Arrays.copyOf(identities, size);
        levels = Arrays.copyOf(levels, size);
        boots = Arrays.copyOf(boots, size);
        timeNanos = Arrays.copyOf(timeNanos, size);
        observedMillis = Arrays.copyOf(observedMillis, size);
        fingerprints = Arrays.copyOf(fingerprints, size);
        statuses = Arrays.copyOf(statuses, size);
        lanes = Arrays.copyOf(lanes, size);
        seqs = Arrays.copyOf(seqs, size);
        lines = Arrays.copyOf(lines, size);
    }

    /** Forgets the rows and keeps the arrays for the next ones. */
    void clear() {
        rows = 0;
        textEnd = 0;
        attributesEnd = 0;
    }

    byte[] text() {
        return text;
    }

    Identity identity(int row) {
        return identities[row];
    }

    @Nullable
    Level level(int row) {
        return levels[row];
    }

    @Nullable
    String boot(int row) {
        return boots[row];
    }

    long timeNanos(int row) {
        return timeNanos[row];
    }

    long observedMillis(int row) {
        return observedMillis[row];
    }

    long fingerprint(int row) {
        return fingerprints[row];
    }

    int status(int row) {
        return statuses[row];
    }

    int lane(int row) {
        return lanes[row];
    }

    long seq(int row) {
        return seqs[row];
    }

    int line(int row) {
        return lines[row];
    }

    int textAt(int row, int column) {
        return texts[(row * TEXTS + column) * 2];
    }

    /** The length of a text, or −1 when it is absent. */
    int textLength(int row, int column) {
        return texts[(row * TEXTS + column) * 2 + 1];
    }

    /** Where the row's attributes start in {@link #attributes()}: key at, key length, value at, value length, and so on. */
    int attributesFrom(int row) {
        return attributesFrom[row];
    }

    int attributesTo(int row) {
        return attributesFrom[row + 1];
    }

    int[] attributes() {
        return attributes;
    }
}

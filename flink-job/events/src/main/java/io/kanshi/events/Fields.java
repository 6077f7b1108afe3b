package io.kanshi.events;

import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the keys of a structured line (JSON, logfmt) into the event's columns and attributes. A column takes the best of the keys that
 * could fill it, and only a value that makes sense there; whatever is left over stays an attribute.
 */
final class Fields implements Flattener.Leaf {

    /** The event's list holds more: room for the envelope's extras and marks, which come later and win. */
    static final int MAX_KEYS = Attributes.MAX_KEYS - Envelope.MAX_EXTRAS - Marks.MOST;

    private static final byte[] RESERVED = "kanshi.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GELF_MESSAGE = "short_message".getBytes(StandardCharsets.US_ASCII);
    private static final int FREE = Integer.MAX_VALUE;
    private static final int NO_NUMBER = -1;

    private final int maxBytes;
    private final int[] ranks = new int[FieldName.COLUMNS];
    private final Utf8[] keys = new Utf8[FieldName.COLUMNS];
    private final Utf8[] values = new Utf8[FieldName.COLUMNS];
    private final Utf8 metricsDirective = new Utf8();
    private Attributes attributes = new Attributes();
    private @Nullable Level level;
    private @Nullable Level numberedLevel;
    private int smallLevel;
    private boolean serilog;
    private int bytes;
    private int cut;
    private boolean lifted;

    Fields(int maxBytes) {
        this.maxBytes = maxBytes;
        for (int i = 0; i < FieldName.COLUMNS; i++) {
            keys[i] = new Utf8();
            values[i] = new Utf8();
        }
    }

    /** {@code lifted}: the object holds the envelope's keys too, which are left out. */
    void begin(Attributes target, boolean lifted) {
        java.util.Arrays.fill(ranks, FREE);
        metricsDirective.clear();
        attributes = target;
        attributes.clear();
        level = null;
        numberedLevel = null;
        smallLevel = NO_NUMBER;
        serilog = false;
        bytes = 0;
        cut = 0;
        this.lifted = lifted;
    }

    @Override
    public void take(Utf8 path, Utf8 value, Token token) {
        int found = FieldName.find(path.bytes(), path.offset(), path.end());
        if (found == KeyTable.UNKNOWN) {
            keep(path, value);
            return;
        }
        int field = FieldName.field(found);
        if (field >= FieldName.COLUMNS) {
            special(field, path, value);
            return;
        }
        int rank = FieldName.rank(found);
        if (rank > ranks[field] || !fits(field, value, token)) {
            keep(path, value);
            return;
        }
        if (ranks[field] != FREE && ranks[field] != rank) {
            keep(keys[field], values[field]);
        }
        ranks[field] = rank;
        keys[field].set(path);
        values[field].set(value);
    }

    private boolean fits(int field, Utf8 value, Token token) {
        return switch (field) {
            case FieldName.LEVEL -> fitsLevel(value);
            case FieldName.MESSAGE -> token == Token.STRING && !value.isEmpty();
            case FieldName.TRACE_ID, FieldName.SPAN_ID ->
                !value.isEmpty() && (token == Token.STRING || token == Token.NUMBER);
            case FieldName.STATUS -> HttpWords.status(value) >= 0;
            case FieldName.METHOD -> HttpWords.isMethod(value.bytes(), value.offset(), value.end());
            case FieldName.PATH -> !value.isEmpty() && HttpWords.isTarget(value);
            default -> token == Token.STRING && !value.isEmpty();
        };
    }

    private boolean fitsLevel(Utf8 value) {
        Level found = levelOf(value);
        if (found == null) {
            smallLevel = Math.max(smallLevel, Bytes.number(value.bytes(), value.offset(), value.end()));
            return false;
        }
        level = found;
        return true;
    }

    private static @Nullable Level levelOf(Utf8 value) {
        byte[] b = value.bytes();
        int from = Bytes.skipBlanks(b, value.offset(), value.end());
        int end = value.end();
        while (end > from && Bytes.isBlank(b[end - 1])) {
            end--;
        }
        if (end - from == 1) {
            return Levels.ofLetter(b[from]);
        }
        Level word = Levels.ofWord(b, from, end);
        return word != null ? word : Levels.ofPino(Bytes.number(b, from, end));
    }

    private void special(int field, Utf8 path, Utf8 value) {
        int number = Bytes.number(value.bytes(), value.offset(), value.end());
        switch (field) {
            case FieldName.PYTHON_LEVEL -> numberedLevel = Levels.ofPython(number);
            case FieldName.OPEN_TELEMETRY_LEVEL -> numberedLevel = Levels.ofOpenTelemetry(number);
            case FieldName.SYSLOG_LEVEL -> numberedLevel = Levels.ofSyslog(number);
            case FieldName.SERILOG_TIME -> serilog = true;
            default -> {
                metricsDirective.set(value);
                return;
            }
        }
        keep(path, value);
    }

    private void keep(Utf8 path, Utf8 value) {
        if (path.startsWith(RESERVED) || lifted && EnvelopeReader.owns(path)) {
            return;
        }
        int size = path.length() + value.length();
        boolean room =
                attributes.size() < MAX_KEYS && path.length() <= Flattener.MAX_PATH_BYTES && bytes + size <= maxBytes;
        if (!room) {
            cut++;
            return;
        }
        bytes += size;
        attributes.put(path, value);
    }

    /** Fills the event's columns. */
    void finish(LogEvent event) {
        event.level = level();
        column(FieldName.MESSAGE, event.message);
        column(FieldName.TRACE_ID, event.traceId);
        column(FieldName.SPAN_ID, event.spanId);
        column(FieldName.METHOD, event.method);
        column(FieldName.PATH, event.path);
        column(FieldName.USER_AGENT, event.userAgent);
        if (ranks[FieldName.STATUS] != FREE) {
            event.status = HttpWords.status(values[FieldName.STATUS]);
        }
    }

    private void column(int field, Utf8 target) {
        if (ranks[field] != FREE) {
            target.set(values[field]);
        }
    }

    /** A named level, else a number that is clear by its key, else syslog's in GELF; Serilog leaves out what is informational. */
    private @Nullable Level level() {
        if (level != null) {
            return level;
        }
        if (numberedLevel != null) {
            return numberedLevel;
        }
        boolean message = ranks[FieldName.MESSAGE] != FREE;
        if (message && smallLevel >= 0 && keys[FieldName.MESSAGE].contentEquals(GELF_MESSAGE)) {
            return Levels.ofSyslog(smallLevel);
        }
        return serilog && message && keys[FieldName.MESSAGE].at(0) == '@' ? Level.INFO : null;
    }

    /** How many leaves found no room. */
    int cut() {
        return cut;
    }

    /** The text of {@code _aws.CloudWatchMetrics}; absent in an ordinary line. */
    Utf8 metricsDirective() {
        return metricsDirective;
    }

    /** Whether a column was filled: what tells a logfmt line from text with an equals sign. */
    boolean understood() {
        return level != null || ranks[FieldName.MESSAGE] != FREE;
    }
}

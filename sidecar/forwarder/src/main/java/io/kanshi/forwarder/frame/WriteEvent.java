package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.wire.LineJoiner.Piece;
import io.kanshi.wire.ValidUtf8;
import java.nio.charset.StandardCharsets;

/**
 * Writes a record as an event in FireLens's keys: {@code time}, the container, all other fields as they are, {@code log} verbatim, and
 * marks. A record without {@code log}, as loggers send it that speak the protocol themselves, becomes the log as JSON, under its tag's
 * name. For the reading thread only.
 */
final class WriteEvent {

    /** Fields besides the log: a container's labels, not its data. */
    static final int MAX_OTHER_BYTES = 64 << 10;

    /** Docker's names have at most 255 bytes and its ids 64; what is longer than this is cut. */
    static final int MAX_NAME_BYTES = 1024;

    private static final byte[] TIME = RecordFields.ascii("{\"time\":\"");
    private static final byte[] LOG = RecordFields.ascii(",\"log\":\"");
    private static final byte[][] NAMES = {
        RecordFields.ascii(",\"container_id\":\""),
        RecordFields.ascii(",\"container_name\":\""),
        RecordFields.ascii(",\"source\":\"")
    };

    private final int maxLineBytes;
    private final Rfc3339 time = new Rfc3339();
    private final RecordFields fields = new RecordFields();
    private final LineBuffer key = new LineBuffer(1024);

    /** A record without a log, as JSON: no more of it than will be kept. */
    private final LineBuffer whole;

    private final Cursor value = new Cursor();

    WriteEvent(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
        this.whole = new LineBuffer(1024, maxLineBytes);
    }

    /** The record at the cursor; the line's text is lent until the record's bytes are gone. */
    void write(Cursor record, long timeNanos, byte[] tag, ReceivedLine line) {
        int map = record.at();
        fields.read(record);
        LineBuffer target = line.in;
        line.start = target.end();
        target.put(TIME);
        time.write(timeNanos, target);
        target.put((byte) '"');
        byte[] b = record.bytes();
        int cut = fields.leftOut();
        boolean hasLog = fields.has(RecordFields.LOG);
        cut += names(b, tag, hasLog, target);
        if (hasLog) {
            cut += others(b, target);
            cut += log(b, fields.start(RecordFields.LOG), fields.end(RecordFields.LOG), line);
        } else {
            whole.cutTo(0);
            JsonValues.write(value.set(b, map), whole);
            cut += whole.leftOut() + log(whole.bytes(), 0, whole.end(), line);
        }
        if (cut > 0) {
            target.put(",\"truncated_bytes\":").put(Integer.toString(cut));
        }
        line.eventEnd = target.end();
        if (fields.isPiece()) {
            piece(b, line);
        }
        target.put((byte) '}').put((byte) '\n');
        line.end = target.end() - 1;
    }

    RecordFields fields() {
        return fields;
    }

    /** Writes who has said it; the bytes cut off. */
    private int names(byte[] b, byte[] tag, boolean hasLog, LineBuffer target) {
        int cut = 0;
        for (int name = 0; name < NAMES.length; name++) {
            if (fields.has(name)) {
                cut += name(name, b, fields.start(name), fields.end(name), target);
            } else if (name == RecordFields.CONTAINER_NAME && (!hasLog || !fields.has(RecordFields.CONTAINER_ID))) {
                cut += name(name, tag, 0, tag.length, target);
            }
        }
        return cut;
    }

    private static int name(int name, byte[] b, int from, int to, LineBuffer target) {
        int stop = nameEnd(b, from, to);
        target.put(NAMES[name]);
        JsonValues.text(b, from, stop, target);
        target.put((byte) '"');
        return to - stop;
    }

    /** How much of a name counts. */
    static int nameEnd(byte[] b, int from, int to) {
        return to - from <= MAX_NAME_BYTES ? to : ValidUtf8.boundary(b, from, from + MAX_NAME_BYTES);
    }

    /** Writes what else the record has; the bytes left out for want of room. */
    private int others(byte[] b, LineBuffer target) {
        int from = target.end();
        int cut = 0;
        for (int i = 0; i < fields.others(); i++) {
            value.set(b, fields.otherAt(i));
            value.skip();
            value.skip();
            int size = value.at() - fields.otherAt(i);
            if (target.end() - from + size > MAX_OTHER_BYTES) {
                cut += size;
                continue;
            }
            value.set(b, fields.otherAt(i));
            target.put((byte) ',');
            key.cutTo(0);
            JsonValues.write(value, key);
            OtherKey.write(key, target);
            target.put((byte) ':');
            JsonValues.write(value, target);
        }
        return cut;
    }

    /** Writes the log; the bytes cut off its end. */
    private int log(byte[] b, int from, int to, ReceivedLine line) {
        LineBuffer target = line.in;
        int stop = to - from <= maxLineBytes ? to : ValidUtf8.boundary(b, from, from + maxLineBytes);
        line.lend(b, from, stop);
        target.put(LOG);
        line.logStart = target.end();
        line.logEnd = LogText.write(b, from, stop, target, line);
        return to - stop;
    }

    /** Marks for the joiner, and for reading the line back after a crash; not part of the event. */
    private void piece(byte[] b, ReceivedLine line) {
        int ordinal = ordinal(b);
        boolean named = fields.end(RecordFields.PARTIAL_ID) - fields.start(RecordFields.PARTIAL_ID) <= MAX_NAME_BYTES;
        if (ordinal < 1 || !named) {
            return;
        }
        String id = text(b, RecordFields.PARTIAL_ID);
        boolean last = fields.has(RecordFields.PARTIAL_LAST)
                && text(b, RecordFields.PARTIAL_LAST).equals("true");
        line.piece = new Piece(id, ordinal, last);
        PieceMarks.write(line.piece, line.in);
    }

    private String text(byte[] b, int field) {
        return new String(b, fields.start(field), fields.end(field) - fields.start(field), StandardCharsets.UTF_8);
    }

    /** −1 for what is no number, or one of more than 9 digits. */
    private int ordinal(byte[] b) {
        int start = fields.start(RecordFields.PARTIAL_ORDINAL);
        int end = fields.end(RecordFields.PARTIAL_ORDINAL);
        int number = end > start && end - start <= 9 ? 0 : -1;
        for (int i = start; i < end && number >= 0; i++) {
            number = b[i] < '0' || b[i] > '9' ? -1 : 10 * number + b[i] - '0';
        }
        return number;
    }
}

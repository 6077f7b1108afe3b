package io.kanshi.forwarder.frame;

import io.kanshi.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What was added to an event's log: further lines and pieces, escaped. As soon as one of them is no UTF-8 it goes on with the original
 * bytes of all of them: Docker cuts lines at 16 KiB, also in the middle of a character, and put together they may be text again.
 */
final class JoinedText {

    private final LineBuffer escaped = new LineBuffer(1024);
    private @Nullable ByteArrayOutputStream original;
    private int lines;
    private boolean incomplete;

    void addLine(ReceivedLine first, ReceivedLine next) {
        add(first, next, "\n");
    }

    void addPiece(ReceivedLine first, ReceivedLine next) {
        add(first, next, "");
    }

    private void add(ReceivedLine first, ReceivedLine next, String between) {
        JoinedText more = next.joined();
        if (original == null && (!first.isText() || !next.isText() || more != null && more.original != null)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(bytes(first));
            bytes.writeBytes(unescaped(escaped.bytes(), 0, escaped.end()));
            original = bytes;
        }
        ByteArrayOutputStream bytes = original;
        if (bytes != null) {
            bytes.writeBytes(RecordFields.ascii(between));
            bytes.writeBytes(allBytes(next));
        } else {
            escaped.putEscaped(RecordFields.ascii(between), 0, between.length());
            escaped.put(next.in.bytes(), next.logStart, next.logEnd);
            if (more != null) {
                escaped.put(more.escaped.bytes(), 0, more.escaped.end());
            }
        }
        lines += 1 + (more == null ? 0 : more.lines);
        incomplete |= more != null && more.incomplete;
    }

    private static byte[] allBytes(ReceivedLine line) {
        JoinedText more = line.joined();
        if (more == null) {
            return bytes(line);
        }
        if (more.original != null) {
            return more.original.toByteArray();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(line));
        all.writeBytes(unescaped(more.escaped.bytes(), 0, more.escaped.end()));
        return all.toByteArray();
    }

    private static byte[] bytes(ReceivedLine line) {
        byte[] b = line.in.bytes();
        return line.isText()
                ? unescaped(b, line.logStart, line.logEnd)
                : Base64.getDecoder().decode(Arrays.copyOfRange(b, line.base64Start, line.base64End));
    }

    private static byte[] unescaped(byte[] b, int start, int end) {
        byte[] target = new byte[end - start];
        return Arrays.copyOf(target, JsonText.unescape(b, start, end, target, 0));
    }

    /** What is left to say when the text itself has become part of the line. */
    JoinedText moved() {
        JoinedText moved = new JoinedText();
        moved.lines = lines;
        moved.incomplete = incomplete;
        return moved;
    }

    /** Lines that an earlier start had joined already. */
    void addBefore(int before) {
        lines += before;
    }

    void markIncomplete() {
        incomplete = true;
    }

    int size() {
        ByteArrayOutputStream bytes = original;
        return bytes == null ? escaped.end() : bytes.size();
    }

    LineBuffer escaped() {
        return escaped;
    }

    /** The bytes of the whole log, in place of all escaped text; null as long as all of it is text. */
    byte @Nullable [] original() {
        ByteArrayOutputStream bytes = original;
        return bytes == null ? null : bytes.toByteArray();
    }

    int lines() {
        return lines;
    }

    boolean isIncomplete() {
        return incomplete;
    }
}

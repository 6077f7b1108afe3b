package io.kanshi.replay.source;

import java.io.ByteArrayOutputStream;

/** What was added to an event's log text, escaped: further lines, further pieces, and the marks that tell of them. */
final class JoinedText {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
    private int lines;
    private boolean incomplete;

    void lineBreak() {
        text.write('\\');
        text.write('n');
    }

    void append(byte[] bytes, int start, int end) {
        EscapedText.copy(bytes, start, end, text);
    }

    void appendAll(JoinedText other) {
        text.writeBytes(other.text.toByteArray());
        lines += other.lines;
        incomplete |= other.incomplete;
    }

    void countLine() {
        lines++;
    }

    void markIncomplete() {
        incomplete = true;
    }

    int size() {
        return text.size();
    }

    void writeTo(Bytes target) {
        byte[] bytes = text.toByteArray();
        target.put(bytes, 0, bytes.length);
    }

    int lines() {
        return lines;
    }

    boolean incomplete() {
        return incomplete;
    }
}

package io.kanshi.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A line that keeps its text as it is. */
final class TextLine implements LineJoiner.Line<TextLine> {

    private final LineJoiner.Stream<TextLine> stream;
    private final long timeNanos;
    private final LineJoiner.@Nullable Piece piece;
    private final StringBuilder text;
    private boolean incomplete;

    TextLine(LineJoiner.Stream<TextLine> stream, long timeNanos, String text) {
        this(stream, timeNanos, text, null);
    }

    TextLine(LineJoiner.Stream<TextLine> stream, long timeNanos, String text, LineJoiner.@Nullable Piece piece) {
        this.stream = stream;
        this.timeNanos = timeNanos;
        this.text = new StringBuilder(text);
        this.piece = piece;
    }

    @Override
    public LineJoiner.Stream<TextLine> stream() {
        return stream;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public Utf8 text() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Utf8().set(bytes, 0, Math.min(bytes.length, WireLimits.JUDGED_BYTES));
    }

    @Override
    public LineJoiner.@Nullable Piece piece() {
        return piece;
    }

    @Override
    public void appendLine(TextLine next) {
        text.append('\n').append(next.text);
    }

    @Override
    public void appendPiece(TextLine next) {
        text.append(next.text);
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public void markIncomplete() {
        incomplete = true;
    }

    boolean incomplete() {
        return incomplete;
    }

    /** The text, with a mark behind it when it is incomplete. */
    @Override
    public String toString() {
        return incomplete ? text + "~" : text.toString();
    }
}

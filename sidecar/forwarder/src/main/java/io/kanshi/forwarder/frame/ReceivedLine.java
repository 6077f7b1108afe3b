package io.kanshi.forwarder.frame;

import io.kanshi.wire.JsonText;
import io.kanshi.wire.LineJoiner;
import io.kanshi.wire.LineJoiner.Piece;
import io.kanshi.wire.Utf8;
import io.kanshi.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * One line between its arrival and its frame: a slice of the arrivals that is an event in FireLens's keys, and where its log text lies in
 * it. Reused. While it is being accepted its text is also at hand unescaped.
 */
final class ReceivedLine implements LineJoiner.Line<ReceivedLine> {

    private final Utf8 text = new Utf8();
    private @Nullable Origin origin;
    private @Nullable JoinedText joined;

    private final Arrivals home;
    private int textBytes;
    LineBuffer in;

    /** The place among the lines that are waited with. */
    int index;

    int start;

    /** The inside of the string {@code log}, escaped. */
    int logStart;

    int logEnd;

    /** Behind the event's last member: marks of pieces, which are for the joiner only, and the closing brace follow. */
    int eventEnd;

    int end;

    /** The original bytes of a log that is no UTF-8 lie here in base64; equal when it is. */
    int base64Start;

    int base64End;
    long arrivalNanos;

    @Nullable
    Piece piece;

    ReceivedLine(Arrivals home) {
        this.home = home;
        this.in = home.buffer();
    }

    void clear() {
        origin = null;
        joined = null;
        piece = null;
        base64Start = 0;
        base64End = 0;
        text.clear();
    }

    void origin(Origin of) {
        origin = of;
    }

    Origin origin() {
        Origin of = origin;
        if (of == null) {
            throw new IllegalStateException("a line without its origin");
        }
        return of;
    }

    /** Lends the text as it came, until {@link #accepted}. */
    void lend(byte[] bytes, int from, int to) {
        text.set(bytes, from, Math.min(to - from, WireLimits.JUDGED_BYTES));
        textBytes = to - from;
    }

    /** The text that was lent is gone. */
    void accepted() {
        text.clear();
    }

    /** An earlier start had joined lines to it already. */
    void joinedBefore(int lines, boolean incomplete) {
        joinedText().addBefore(lines);
        if (incomplete) {
            markIncomplete();
        }
    }

    /** Writes the event, without marks and closing brace, with all that was joined to it. */
    private void writeOpen(LineBuffer target) {
        JoinedText more = joined;
        byte[] original = more == null ? null : more.original();
        int before = target.end();
        target.put(in.bytes(), start, logStart);
        int newLogStart = target.end();
        int newLogEnd;
        if (original == null) {
            target.put(in.bytes(), logStart, logEnd);
            if (more != null) {
                target.put(more.escaped().bytes(), 0, more.escaped().end());
            }
            newLogEnd = target.end();
            int base64Shift = newLogEnd - logEnd;
            target.put(in.bytes(), logEnd, eventEnd);
            base64Start += isText() ? 0 : base64Shift;
            base64End += isText() ? 0 : base64Shift;
        } else {
            int tail = (isText() ? logEnd : base64End) + 1;
            newLogEnd = LogText.write(original, target, this);
            target.put(in.bytes(), tail, eventEnd);
        }
        start = before;
        logStart = newLogStart;
        logEnd = newLogEnd;
        eventEnd = target.end();
    }

    /** Writes the event as it goes into a frame. */
    void writeEvent(LineBuffer target) {
        writeOpen(target);
        JoinedText more = joined;
        if (more != null && more.lines() > 0) {
            target.put(",\"joined\":" + more.lines());
        }
        if (more != null && more.isIncomplete()) {
            target.put(",\"partial\":\"incomplete\"");
        }
        target.put((byte) '}');
    }

    /** Moves to another buffer, with all that was joined, marks for reading back included. */
    void moveTo(LineBuffer target) {
        writeOpen(target);
        JoinedText more = joined;
        if (more != null) {
            PieceMarks.writeJoined(more.lines(), more.isIncomplete(), target);
            joined = more.moved();
        }
        if (piece != null) {
            PieceMarks.write(piece, target);
        }
        target.put((byte) '}');
        end = target.end();
        target.put((byte) '\n');
        in = target;
    }

    /** Whether its slice, up to the end, is the event as it goes into a frame. */
    boolean isPlain() {
        return joined == null && piece == null;
    }

    boolean isText() {
        return base64Start == base64End;
    }

    @Nullable
    JoinedText joined() {
        return joined;
    }

    @Override
    public LineJoiner.Stream<ReceivedLine> stream() {
        return origin().stream;
    }

    /** When it came: a container's clock may be anything, and lines that belong together come together. */
    @Override
    public long timeNanos() {
        return arrivalNanos;
    }

    @Override
    public Utf8 text() {
        if (text.isPresent()) {
            return text;
        }
        int stop = wholeEscapes(logStart, Math.min(logEnd, logStart + 6 * WireLimits.JUDGED_BYTES));
        byte[] target = new byte[stop - logStart];
        int length = JsonText.unescape(in.bytes(), logStart, stop, target, 0);
        return new Utf8().set(target, 0, Math.min(length, WireLimits.JUDGED_BYTES));
    }

    /** The last offset up to {@code to} that is not within an escape. */
    private int wholeEscapes(int from, int to) {
        int i = from;
        int last = from;
        byte[] b = in.bytes();
        while (i < to) {
            i += b[i] != '\\' ? 1 : b[i + 1] == 'u' ? 6 : 2;
            last = i <= to ? i : last;
        }
        return last;
    }

    @Override
    public int lastByte() {
        if (text.isPresent()) {
            return textBytes == 0 ? -1 : text.bytes()[text.offset() + textBytes - 1] & 0xff;
        }
        return LineJoiner.Line.super.lastByte();
    }

    @Override
    public @Nullable Piece piece() {
        return piece;
    }

    @Override
    public void appendLine(ReceivedLine next) {
        joinedText().addLine(this, next);
        home.done(next);
    }

    @Override
    public void appendPiece(ReceivedLine next) {
        joinedText().addPiece(this, next);
        home.done(next);
    }

    private JoinedText joinedText() {
        JoinedText known = joined;
        if (known == null) {
            known = new JoinedText();
            joined = known;
        }
        return known;
    }

    @Override
    public int size() {
        return logEnd - logStart + (joined == null ? 0 : joined.size());
    }

    @Override
    public void markIncomplete() {
        joinedText().markIncomplete();
    }
}

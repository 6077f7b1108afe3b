package io.kanshi.replay.source;

import io.kanshi.wire.JsonText;
import io.kanshi.wire.LineJoiner;
import io.kanshi.wire.LineJoiner.Piece;
import io.kanshi.wire.Utf8;
import io.kanshi.wire.WireLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line on its way from a file to a frame: a slice of a block that is an event in FireLens's keys (whatever the file held), where
 * its log text lies, and its place in the order of all lines. Reused, about 20 % faster than a new one each; see {@link Blocks}.
 */
final class Line implements LineJoiner.Line<Line> {

    /** The line has no time of its own. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int NO_LOG = -1;

    private final Blocks home;
    private @Nullable Block block;
    private @Nullable Speaker speaker;
    int start;
    int end;

    /** Where the escaped text of {@code log} lies, without its quotes. */
    int logStart;

    int logEnd;

    /** The envelope's time in nanoseconds since 1970, or {@link #NO_TIME}. */
    long ownTime;

    /** The place in the merge, nanoseconds since 1970: the own time where it is plausible. */
    long position;

    /** Over a week behind the clock of its file when that looked ahead; only {@link Positions} reads it. */
    boolean farBehind;

    /** The file's rank among the files, and the line's number in it: they decide at equal times. */
    int rank;

    long number;

    /** Docker's json-file says of no line that it is a piece: its text just does not end with a line break. */
    boolean fromDocker;

    boolean dockerPiece;

    @Nullable
    Piece piece;

    private int lines;
    private boolean isRecord;

    private @Nullable JoinedText joined;

    Line(Blocks home) {
        this.home = home;
        clear();
    }

    void place(Block in, int from, int to) {
        block = in;
        start = from;
        end = to;
    }

    void clear() {
        block = null;
        speaker = null;
        piece = null;
        joined = null;
        noLog();
        ownTime = NO_TIME;
        fromDocker = false;
        dockerPiece = false;
        farBehind = false;
        isRecord = false;
        lines = 1;
    }

    /** Makes it a record by itself, whose bytes stand for so many lines. */
    void record(int standsFor) {
        isRecord = true;
        lines = standsFor;
    }

    /** Whether the bytes are a whole record, not a line of one. */
    boolean isRecord() {
        return isRecord;
    }

    /** How many lines of the input these bytes are: 1, but for a record. */
    int lines() {
        return lines;
    }

    void noLog() {
        logStart = NO_LOG;
        logEnd = NO_LOG;
    }

    boolean hasLog() {
        return logStart != NO_LOG;
    }

    Block block() {
        return Objects.requireNonNull(block);
    }

    byte[] bytes() {
        return block().bytes;
    }

    Speaker speaker() {
        return Objects.requireNonNull(speaker);
    }

    void speaker(Speaker who) {
        speaker = who;
    }

    @Nullable
    JoinedText joined() {
        return joined;
    }

    int length() {
        return end - start;
    }

    /** Negative when this line comes first: by position, then by file, then by its number there. */
    int compareTo(Line other) {
        if (position != other.position) {
            return position < other.position ? -1 : 1;
        }
        return rank != other.rank ? Integer.compare(rank, other.rank) : Long.compare(number, other.number);
    }

    @Override
    public LineJoiner.Stream<Line> stream() {
        return speaker().stream;
    }

    /** The joiner compares places in the merge: an implausible time is no reason to tear lines apart. */
    @Override
    public long timeNanos() {
        return position;
    }

    @Override
    public Utf8 text() {
        int stop = EscapedText.boundary(bytes(), logStart, logEnd, WireLimits.JUDGED_BYTES);
        byte[] target = home.scratch(stop - logStart);
        int length = JsonText.unescape(bytes(), logStart, stop, target, 0);
        return home.text.set(target, 0, Math.min(length, WireLimits.JUDGED_BYTES));
    }

    @Override
    public int firstByte() {
        if (logStart == logEnd) {
            return -1;
        }
        byte first = bytes()[logStart];
        return first == '\\' ? text().at(0) & 0xff : first & 0xff;
    }

    @Override
    public int lastByte() {
        return EscapedText.lastByte(bytes(), logStart, logEnd);
    }

    @Override
    public @Nullable Piece piece() {
        return piece;
    }

    @Override
    public void appendLine(Line next) {
        joinedText().lineBreak();
        take(next);
        joinedText().countLine();
    }

    @Override
    public void appendPiece(Line next) {
        take(next);
        joinedText().countLine();
    }

    private void take(Line next) {
        JoinedText other = next.joined;
        if (other == null) {
            joinedText().append(next.bytes(), next.logStart, next.logEnd);
        } else {
            joinedText().append(next.bytes(), next.logStart, next.logEnd);
            joinedText().appendAll(other);
        }
        home.done(next);
    }

    private JoinedText joinedText() {
        JoinedText text = joined;
        if (text == null) {
            text = new JoinedText();
            joined = text;
        }
        return text;
    }

    @Override
    public int size() {
        JoinedText text = joined;
        return logEnd - logStart + (text == null ? 0 : text.size());
    }

    @Override
    public void markIncomplete() {
        joinedText().markIncomplete();
    }
}

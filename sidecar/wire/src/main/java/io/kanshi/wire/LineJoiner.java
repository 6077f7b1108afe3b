package io.kanshi.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of lines: puts Docker's 16 KiB pieces together again, and adds stack traces and other continuations to the event they
 * follow, per container and stream.
 *
 * <p>Lines in = events out + joined + pending, always. The result depends on nothing but the sequence of calls: time comes from the
 * lines and from {@link #advance}, which is to be called with a line's (plausible) time before the line is given. Called so, with
 * lines in the order of time, what a stream gives does not depend on the other streams. A stream's events come out in the order of
 * their first lines, but for cut lines that lack a piece, which come out when they are given up; advance, close and flush let go in
 * the order of the last lines. Each stream holds its open event itself, so the hot path looks nothing up. One thread only.
 */
public final class LineJoiner<L extends LineJoiner.Line<L>> {

    /** A line as its owner keeps it (escaped, raw, …); the joiner only asks and appends. A joined line belongs to the event. */
    public interface Line<L extends Line<L>> {

        Stream<L> stream();

        long timeNanos();

        /** The unescaped beginning of the text, up to {@link WireLimits#JUDGED_BYTES}; read before the next call. */
        Utf8 text();

        /** The first byte of the unescaped text, −1 if it is empty. Most lines are judged by it alone: make it cheap. */
        default int firstByte() {
            return text().isEmpty() ? -1 : text().at(0) & 0xff;
        }

        /** The last byte of the unescaped text; −1 if it is empty, or not cheap to tell. */
        default int lastByte() {
            Utf8 text = text();
            return text.isEmpty() || text.length() >= WireLimits.JUDGED_BYTES ? -1 : text.at(text.length() - 1) & 0xff;
        }

        /** Which piece of a cut line this is; null for a whole line. */
        @Nullable
        Piece piece();

        /** Appends a line break and the text of a continuation. */
        void appendLine(L next);

        /** Appends the text of the next piece of the same line. */
        void appendPiece(L next);

        /** The size of the text so far. */
        int size();

        /** Some piece of this line never came. */
        void markIncomplete();
    }

    /**
     * A piece of a line that Docker has cut.
     *
     * @param ordinal from 1
     * @param last whether the line ends here; Docker never says so for an unterminated line at the end of a container
     */
    public record Piece(String id, int ordinal, boolean last) {}

    /** One container's stdout or stderr. Made by the caller, one object each; belongs to one joiner. */
    public static final class Stream<L extends Line<L>> extends PendingList.Node {
        final List<CutLine<L>> cutLines = new ArrayList<>(0);

        @Nullable
        L open;

        Continuation after = Continuation.NONE;
        int lines;
        long firstNanos;
        long lastNanos;

        @Nullable
        CutLine<L> cutLine(String id) {
            for (CutLine<L> cut : cutLines) {
                if (cut.id.equals(id)) {
                    return cut;
                }
            }
            return null;
        }
    }

    private final JoinLimits limits;
    private final PendingList pending = new PendingList();
    private long clock = Long.MIN_VALUE;
    private long received;
    private long joined;
    private long emitted;
    private long openEvents;
    private long openPieces;

    public LineJoiner() {
        this(JoinLimits.DEFAULTS);
    }

    public LineJoiner(JoinLimits limits) {
        this.limits = limits;
    }

    /** Takes a line; gives the events that are complete now. */
    public void accept(L line, Consumer<? super L> out) {
        received++;
        Piece piece = line.piece();
        if (piece == null) {
            join(line, line.timeNanos(), out);
        } else {
            assemble(line, piece, out);
        }
        while (pending.size() > limits.pending() || pending.bytes() > limits.pendingBytes()) {
            release(pending.oldest(), out);
        }
    }

    /** Lets go what has not been added to for longer than the timeout. An earlier time than before changes nothing. */
    public void advance(long timeNanos, Consumer<? super L> out) {
        if (timeNanos <= clock) {
            return;
        }
        clock = timeNanos;
        long deadline = Math.max(clock, Long.MIN_VALUE + limits.timeoutNanos()) - limits.timeoutNanos();
        while (pending.isOlderThan(deadline)) {
            release(pending.oldest(), out);
        }
    }

    /** Lets go what the stream holds: its container or connection has ended. */
    public void close(Stream<L> stream, Consumer<? super L> out) {
        List<PendingList.Node> nodes = new ArrayList<>(stream.cutLines);
        if (stream.isPending()) {
            nodes.add(stream);
        }
        nodes.sort(PendingList.LEAST_RECENTLY_TOUCHED);
        for (PendingList.Node node : nodes) {
            release(node, out);
        }
    }

    /** Lets go everything. */
    public void flush(Consumer<? super L> out) {
        while (pending.size() > 0) {
            release(pending.oldest(), out);
        }
    }

    private void join(L line, long lastNanos, Consumer<? super L> out) {
        Stream<L> stream = line.stream();
        L open = stream.open;
        Continuation after = Continuation.NONE;
        if (open != null) {
            after = limits.allowTime(line.timeNanos(), stream.firstNanos, stream.lastNanos)
                    ? stream.after.follow(line)
                    : Continuation.NONE;
            if (after != Continuation.NONE && limits.allowSize(stream.lines, open.size(), line.size())) {
                int size = line.size();
                open.appendLine(line);
                joined++;
                stream.lines++;
                stream.lastNanos = lastNanos;
                stream.after = after;
                pending.touch(stream, clock, size);
                return;
            }
            openEvents--;
            pending.empty(stream);
            emit(open, out);
        }
        if (after == Continuation.NONE) {
            after = Continuation.first(line);
        }
        if (after == Continuation.NONE) {
            stream.open = null;
            pending.remove(stream);
            emit(line, out);
            return;
        }
        open(stream, line, after, lastNanos);
    }

    private void open(Stream<L> stream, L line, Continuation after, long lastNanos) {
        stream.open = line;
        stream.after = after;
        stream.lines = 1;
        stream.firstNanos = line.timeNanos();
        stream.lastNanos = lastNanos;
        openEvents++;
        pending.touch(stream, clock, line.size());
    }

    private void assemble(L line, Piece piece, Consumer<? super L> out) {
        Stream<L> stream = line.stream();
        CutLine<L> cut = stream.cutLine(piece.id());
        if (cut != null
                && !(limits.allowTime(line.timeNanos(), cut.firstNanos, cut.lastNanos)
                        && limits.allowSize(cut.count(), cut.size(), line.size()))) {
            release(cut, out);
            cut = null;
        }
        if (cut == null) {
            if (stream.cutLines.size() == WireLimits.CUT_LINES_PER_STREAM) {
                release(stream.cutLines.get(0), out);
            }
            cut = new CutLine<>(stream, piece.id(), line.timeNanos());
            stream.cutLines.add(cut);
        }
        if (!cut.add(line, piece)) {
            line.markIncomplete();
            emit(line, out);
            return;
        }
        openPieces++;
        pending.touch(cut, clock, line.size());
        if (cut.isComplete()) {
            release(cut, out);
        }
    }

    @SuppressWarnings("unchecked") // only this joiner's streams and cut lines are in the list
    private void release(PendingList.Node node, Consumer<? super L> out) {
        pending.remove(node);
        if (node instanceof CutLine<?> cut) {
            putTogether((CutLine<L>) cut, out);
            return;
        }
        Stream<L> stream = (Stream<L>) node;
        L event = stream.open;
        if (event != null) {
            stream.open = null;
            openEvents--;
            emit(event, out);
        }
    }

    /** A line that lacks a piece is an event by itself: what it would join, or what would join it, may be what is missing. */
    private void putTogether(CutLine<L> cut, Consumer<? super L> out) {
        cut.stream.cutLines.remove(cut);
        openPieces -= cut.count();
        joined += cut.count() - 1;
        L line = cut.putTogether();
        if (cut.isComplete()) {
            join(line, cut.lastNanos, out);
        } else {
            line.markIncomplete();
            emit(line, out);
        }
    }

    private void emit(L event, Consumer<? super L> out) {
        emitted++;
        out.accept(event);
    }

    /** Lines taken. */
    public long received() {
        return received;
    }

    /** Lines and pieces that became part of another one. */
    public long joined() {
        return joined;
    }

    /** Events given. */
    public long emitted() {
        return emitted;
    }

    /** Lines held: open events (one each) and pieces of cut lines. */
    public long pending() {
        return openEvents + openPieces;
    }
}

package io.kanshi.wire;

import java.util.ArrayList;
import java.util.List;

/** The pieces of one cut line that have come so far, in ordinal order. */
final class CutLine<L extends LineJoiner.Line<L>> extends PendingList.Node {

    private static final int UNKNOWN = -1;

    final LineJoiner.Stream<L> stream;
    final String id;
    final long firstNanos;
    long lastNanos;
    private final List<L> pieces = new ArrayList<>();
    private final List<Integer> ordinals = new ArrayList<>();
    private int lastOrdinal = UNKNOWN;
    private int size;

    CutLine(LineJoiner.Stream<L> stream, String id, long firstNanos) {
        this.stream = stream;
        this.id = id;
        this.firstNanos = firstNanos;
        this.lastNanos = firstNanos;
    }

    /** False when this ordinal is there already. */
    boolean add(L line, LineJoiner.Piece piece) {
        int at = pieces.size();
        while (at > 0 && ordinals.get(at - 1) > piece.ordinal()) {
            at--;
        }
        if (at > 0 && ordinals.get(at - 1) == piece.ordinal()) {
            return false;
        }
        pieces.add(at, line);
        ordinals.add(at, piece.ordinal());
        if (piece.last()) {
            lastOrdinal = piece.ordinal();
        }
        size += line.size();
        lastNanos = Math.max(lastNanos, line.timeNanos());
        return true;
    }

    /** Ordinals differ, so the first, the last and the count say whether all are there. */
    boolean isComplete() {
        int count = pieces.size();
        return count == lastOrdinal && ordinals.get(0) == 1 && ordinals.get(count - 1) == lastOrdinal;
    }

    int count() {
        return pieces.size();
    }

    int size() {
        return size;
    }

    /** The first piece, with the others appended. */
    L putTogether() {
        L line = pieces.get(0);
        for (int i = 1; i < pieces.size(); i++) {
            line.appendPiece(pieces.get(i));
        }
        return line;
    }
}

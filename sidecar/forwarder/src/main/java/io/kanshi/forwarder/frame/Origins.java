package io.kanshi.forwarder.frame;

import io.kanshi.wire.Utf8;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who has spoken so far, by container and stream. Bounded: those with nothing open are forgotten when there are too many. */
final class Origins {

    /** A task has ten containers; a loop of short ones must not fill the memory. */
    private static final int MOST = 8192;

    private static final byte SEPARATOR = 0;

    private final Map<Utf8, Origin> known = new HashMap<>();
    private final LineBuffer name = new LineBuffer(256);
    private final Utf8 key = new Utf8();
    private final Arrivals arrivals;

    Origins(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /** By the container's id or the next best name, and stdout or stderr. */
    Origin of(byte[] who, int start, int end, byte[] source, int sourceStart, int sourceEnd) {
        name.cutTo(0);
        name.put(who, start, end).put(SEPARATOR).put(source, sourceStart, sourceEnd);
        key.set(name.bytes(), 0, name.end());
        Origin origin = known.get(key);
        if (origin == null) {
            if (known.size() >= MOST) {
                forgetQuiet();
            }
            origin = new Origin();
            byte[] copy = key.toByteArray();
            known.put(new Utf8().set(copy, 0, copy.length), origin);
        }
        return origin;
    }

    private void forgetQuiet() {
        Set<Origin> open = new HashSet<>();
        for (ReceivedLine line : arrivals.waitingLines()) {
            open.add(line.origin());
        }
        known.values().retainAll(open);
    }

    /** All origins choose a lane anew with their next event. */
    void leaveLanes() {
        known.values().forEach(origin -> origin.lane = Origin.NO_LANE);
    }
}

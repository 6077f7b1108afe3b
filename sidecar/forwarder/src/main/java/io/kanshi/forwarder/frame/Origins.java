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
    static final byte[] NO_SOURCE = {};

    private final Map<Utf8, Origin> known = new HashMap<>();
    private final LineBuffer name = new LineBuffer(256);
    private final Utf8 key = new Utf8();
    private final Arrivals arrivals;

    Origins(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Of a record: by the container's id or the next best name, and stdout or stderr.
     *
     * @param b the record's bytes
     * @param tag the name where the record has none
     */
    Origin of(byte[] b, RecordFields fields, byte[] tag) {
        boolean identified = fields.has(RecordFields.CONTAINER_ID);
        boolean named = identified || fields.has(RecordFields.CONTAINER_NAME);
        int who = identified ? RecordFields.CONTAINER_ID : RecordFields.CONTAINER_NAME;
        boolean sourced = fields.has(RecordFields.SOURCE);
        return of(
                named ? b : tag,
                named ? fields.start(who) : 0,
                named ? WriteEvent.nameEnd(b, fields.start(who), fields.end(who)) : tag.length,
                sourced ? b : NO_SOURCE,
                sourced ? fields.start(RecordFields.SOURCE) : 0,
                sourced
                        ? WriteEvent.nameEnd(b, fields.start(RecordFields.SOURCE), fields.end(RecordFields.SOURCE))
                        : 0);
    }

    /** Of a name and a source that are known as they are. */
    Origin of(byte[] who, byte[] source) {
        return of(who, 0, who.length, source, 0, source.length);
    }

    private Origin of(byte[] who, int start, int end, byte[] source, int sourceStart, int sourceEnd) {
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

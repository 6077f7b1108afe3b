package io.kanshi.replay.source;

import io.kanshi.job.RawRecord;
import io.kanshi.wire.FrameHeader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Puts events into frames as a sidecar would: one lane a container, sealed when they are large or old, so that a record's arrival is
 * never far from its events. At a full hour all lanes are sealed: what arrives in an hour was logged in it.
 */
final class CutFrames {

    /** Enough to show that lanes work; more would only make frames small, as records are dealt out to all subtasks anyway. */
    static final int LANES = 8;

    /** Enough events to make a record cheap, few enough to be passed around. */
    static final int FRAME_BYTES = 256 << 10;

    /** Quiet logs fill no frame in that time; far less than the 10 minutes by which a time may be off. */
    private static final long FRAME_NANOS = 60 * EventTimes.SECOND;

    private static final long HOUR = 3600 * EventTimes.SECOND;
    private static final long MILLI = 1_000_000L;

    /** What the running totals of a header are read from. */
    interface Totals {
        long received();

        long joined();

        /** No event to come that is in time is earlier, nanoseconds since 1970. */
        long earliestToCome();
    }

    private final String boot;
    private final Totals totals;
    private final Queue<RawRecord> records = new ArrayDeque<>();
    private final Lane[] lanes = new Lane[LANES];
    private int open;
    private long clock = Long.MIN_VALUE;
    private long due = Long.MAX_VALUE;
    private long events;
    private long watermark = Long.MIN_VALUE;

    CutFrames(String boot, Totals totals) {
        this.boot = boot;
        this.totals = totals;
    }

    /** Moves the clock of the merge, before the line that moved it is added. */
    void advance(long nanos) {
        if (nanos <= clock) {
            return;
        }
        boolean newHour = clock != Long.MIN_VALUE && Math.floorDiv(nanos, HOUR) != Math.floorDiv(clock, HOUR);
        if (newHour || nanos >= due) {
            long opened = newHour ? Long.MAX_VALUE : nanos - FRAME_NANOS;
            due = Long.MAX_VALUE;
            for (int i = 0; i < open; i++) {
                if (lanes[i].isOpen() && lanes[i].openedAt() <= opened) {
                    seal(lanes[i]);
                } else if (lanes[i].isOpen()) {
                    due = Math.min(due, lanes[i].openedAt() + FRAME_NANOS);
                }
            }
        }
        clock = nanos;
    }

    void add(Line event) {
        if (event.isRecord()) {
            events += event.lines();
            records.add(new RawRecord(Arrays.copyOfRange(event.bytes(), event.start, event.end), arrival(), watermark));
            return;
        }
        Lane lane = lane(event.speaker().container);
        if (!lane.isOpen()) {
            due = Math.min(due, clock + FRAME_NANOS);
        }
        lane.add(event, clock, Math.floorDiv(event.position, MILLI) > watermark);
        if (lane.size() >= FRAME_BYTES) {
            seal(lane);
        }
    }

    private Lane lane(Container container) {
        if (container.lane == Container.NO_LANE) {
            container.lane = open < LANES ? open : emptiest();
            if (container.lane == open) {
                lanes[open] = new Lane(open);
                open++;
            }
        }
        return lanes[container.lane];
    }

    private int emptiest() {
        int best = 0;
        for (int i = 1; i < LANES; i++) {
            best = lanes[i].bytes() < lanes[best].bytes() ? i : best;
        }
        return best;
    }

    private void seal(Lane lane) {
        events += lane.events();
        FrameHeader header = header(lane.number(), lane.nextSeq(), lane.events());
        byte[] frame = lane.seal(header);
        watermark = Math.max(watermark, watermarkNow());
        records.add(new RawRecord(frame, arrival(), watermark));
    }

    private long watermarkNow() {
        long earliest = totals.earliestToCome();
        for (int i = 0; i < open; i++) {
            earliest = Math.min(earliest, lanes[i].earliest());
        }
        return Math.floorDiv(earliest, MILLI) - 1;
    }

    private long arrival() {
        return Math.floorDiv(clock, MILLI);
    }

    private FrameHeader header(int lane, long seq, int count) {
        long received = totals.received();
        long joined = totals.joined();
        long held = received - joined - events;
        return FrameHeader.of(boot, lane, seq, count).withTotals(received, joined, 0, held);
    }

    /** Seals what is open; then a header alone says how it ended, up to the last line's time. */
    void finish(long newest) {
        for (int i = 0; i < open; i++) {
            if (lanes[i].isOpen()) {
                seal(lanes[i]);
            }
        }
        if (open > 0) {
            byte[] frame = lanes[0].seal(header(0, lanes[0].nextSeq(), 0));
            watermark = Math.max(watermark, Math.floorDiv(newest, MILLI));
            records.add(new RawRecord(frame, arrival(), watermark));
        }
    }

    Queue<RawRecord> records() {
        return records;
    }

    long clock() {
        return clock;
    }

    void close() {
        for (int i = 0; i < open; i++) {
            lanes[i].close();
        }
    }
}

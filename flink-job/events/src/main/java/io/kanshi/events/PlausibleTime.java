package io.kanshi.events;

import io.kanshi.wire.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event's time among the envelope's keys and holds it against the record's arrival. The wall clock is never asked, so that a
 * replay judges as the live job did.
 */
final class PlausibleTime {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final EventTime time = new EventTime();
    private final long maxAheadNanos;
    private final long maxBehindNanos;
    private final Utf8[] candidates = new Utf8[4];
    private boolean ahead;
    private @Nullable Utf8 unreadable;

    PlausibleTime(EventsSettings settings) {
        this.maxAheadNanos = settings.maxAhead().toNanos();
        this.maxBehindNanos = settings.maxBehind().toNanos();
    }

    /** Sets the event's time; without one that can be read it is the arrival. */
    void judge(Envelope envelope, boolean lifted, LogEvent event) {
        unreadable = null;
        long arrival = event.observedMillis * NANOS_PER_MILLI;
        long nanos = read(envelope, lifted);
        if (nanos == EventTime.UNREADABLE) {
            event.timeNanos = arrival;
            return;
        }
        ahead = nanos > arrival + maxAheadNanos;
        event.timeNanos = nanos;
        event.implausibleTime = ahead || nanos < arrival - maxBehindNanos;
    }

    /** {@code time} has the finer digits; but where a parser lifted the application's keys, only {@code date} is the envelope's. */
    private long read(Envelope envelope, boolean lifted) {
        candidates[0] = lifted ? envelope.date : envelope.time;
        candidates[1] = lifted ? envelope.time : envelope.date;
        candidates[2] = envelope.atTimestamp;
        candidates[3] = envelope.timestamp;
        for (Utf8 candidate : candidates) {
            if (!candidate.isEmpty()) {
                long nanos = time.nanos(candidate);
                if (nanos != EventTime.UNREADABLE) {
                    return nanos;
                }
                unreadable = candidate;
            }
        }
        return EventTime.UNREADABLE;
    }

    /** Of an implausible time: whether it is ahead of its arrival. */
    boolean isAhead() {
        return ahead;
    }

    /** A time that was given but could not be read. */
    @Nullable
    Utf8 unreadable() {
        return unreadable;
    }
}

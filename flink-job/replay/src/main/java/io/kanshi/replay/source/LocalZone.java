package io.kanshi.replay.source;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Turns local times of plain text into UTC; asks the zone's rules once an hour, not once a line. */
final class LocalZone {

    /** The one of envelopes; it has no offset to remember, so that all threads may use it. */
    static final LocalZone UTC = new LocalZone(ZoneOffset.UTC);

    private static final long QUARTER = 900;

    private final ZoneId zone;
    private long cachedQuarter = Long.MIN_VALUE;
    private int cachedOffset;

    LocalZone(ZoneId zone) {
        this.zone = zone;
    }

    /** Seconds since 1970 for local seconds; zones change their offset at whole quarters of an hour. */
    long toUtc(long localSeconds) {
        if (this == UTC) {
            return localSeconds;
        }
        long quarter = Math.floorDiv(localSeconds, QUARTER);
        if (quarter != cachedQuarter) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(quarter * QUARTER, 0, ZoneOffset.UTC);
            cachedOffset = zone.getRules().getOffset(local).getTotalSeconds();
            cachedQuarter = quarter;
        }
        return localSeconds - cachedOffset;
    }
}

package io.kanshi.kinesis.table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes as fast as the wall clock, so that limits a second hold, but is behind it as told: records can arrive in the past. All threads. */
final class EarlierClock extends Clock {

    private volatile Duration behind = Duration.ZERO;

    /** Must go down only, or records arrive in the wrong order. */
    void behind(Duration duration) {
        behind = duration;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().minus(behind);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only UTC");
    }
}

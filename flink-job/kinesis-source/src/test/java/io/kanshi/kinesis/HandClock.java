package io.kanshi.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test turns. All threads. */
public final class HandClock extends Clock {

    private long millis;

    public HandClock(Instant start) {
        millis = start.toEpochMilli();
    }

    public synchronized void turnTo(long now) {
        millis = now;
    }

    public synchronized void turn(Duration by) {
        millis += by.toMillis();
    }

    @Override
    public synchronized long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
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

package io.kanshi.events;

import io.kanshi.wire.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * One log line with what was understood of it: a row of the archive.
 *
 * <p>Mutable and reused: a decoder owns one event and fills it for every line, and its text fields are views into the decoder's
 * buffers, valid only until the sink's call returns. Whoever keeps an event copies it. That saves about 20 objects a line, which is
 * most of what decoding would cost.
 */
public final class LogEvent {

    /** No HTTP or gRPC status was found. */
    public static final int NO_STATUS = -1;

    /** No fingerprint: the line has no message. */
    public static final long NO_FINGERPRINT = 0;

    public Identity identity = new Identity("", null, null, null, null, null, null);

    /** The envelope's time, nanoseconds since 1970. */
    public long timeNanos;

    /** The arrival of the record that held the line, milliseconds since 1970. */
    public long observedMillis;

    /** Over 10 minutes ahead of its arrival or 7 days behind: archived by arrival, and no rule sees it. */
    public boolean implausibleTime;

    public @Nullable Level level;
    public int status = NO_STATUS;
    public long fingerprint = NO_FINGERPRINT;
    public HealthCheck healthCheck = HealthCheck.NONE;

    public final Utf8 message = new Utf8();
    public final Utf8 traceId = new Utf8();
    public final Utf8 spanId = new Utf8();
    public final Utf8 method = new Utf8();
    public final Utf8 path = new Utf8();
    public final Utf8 userAgent = new Utf8();
    public final Utf8 log = new Utf8();
    public final Utf8 logBase64 = new Utf8();
    public final Attributes attributes = new Attributes();
    public final Metrics metrics = new Metrics();

    /** Where the line came from; boot is null and the rest 0 when the producer wrote no header. */
    public @Nullable String boot;

    public int lane;
    public long seq;
    public int line;

    /** How many further lines were joined into this one. */
    public int joined;

    /** Empties everything but the identity. */
    public void clear() {
        timeNanos = 0;
        observedMillis = 0;
        implausibleTime = false;
        level = null;
        status = NO_STATUS;
        fingerprint = NO_FINGERPRINT;
        healthCheck = HealthCheck.NONE;
        message.clear();
        traceId.clear();
        spanId.clear();
        method.clear();
        path.clear();
        userAgent.clear();
        log.clear();
        logBase64.clear();
        attributes.clear();
        metrics.clear();
        boot = null;
        lane = 0;
        seq = 0;
        line = 0;
        joined = 0;
    }

    /** The time that decides the partition: the event's own where it is plausible, else its arrival; milliseconds since 1970. */
    public long partitionMillis() {
        return implausibleTime ? observedMillis : Math.floorDiv(timeNanos, 1_000_000L);
    }

    /** Whether the event counts as a log line in rates: metric lines without a level do not. */
    public boolean isLogLine() {
        return metrics.isEmpty() || level != null;
    }

    public boolean isError() {
        return level != null && level.isError();
    }
}

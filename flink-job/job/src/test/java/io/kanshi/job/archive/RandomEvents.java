package io.kanshi.job.archive;

import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.util.Random;
import java.util.function.Supplier;

/** Log events with every column sometimes absent, sometimes empty, sometimes odd. */
final class RandomEvents {

    static final long START_NANOS = 1_793_500_000_000_000_000L;

    private final Random random;
    private final Identity[] identities = new Identity[40];

    RandomEvents(long seed) {
        random = new Random(seed);
        for (int i = 0; i < identities.length; i++) {
            identities[i] = new Identity(
                    "service-" + i % 7,
                    i % 5 == 0 ? null : "prod",
                    i % 3 == 0 ? null : "task" + i,
                    "family:" + i % 4,
                    "container" + i,
                    i % 6 == 0 ? null : "c".repeat(60) + i,
                    i % 2 == 0 ? "stdout" : "stderr");
        }
    }

    LogEvent next(LogEvent event) {
        event.clear();
        event.identity = identities[random.nextInt(identities.length)];
        event.timeNanos = START_NANOS + (random.nextLong() >>> 1) % 3_600_000_000_000L;
        event.observedMillis = event.timeNanos / 1_000_000 + random.nextInt(5000);
        if (random.nextInt(500) == 0) {
            event.timeNanos = random.nextLong();
            event.implausibleTime = true;
        }
        event.level = random.nextInt(7) == 0 ? null : Level.values()[random.nextInt(6)];
        event.status = random.nextBoolean() ? LogEvent.NO_STATUS : random.nextInt(600);
        event.fingerprint = random.nextInt(3) == 0 ? LogEvent.NO_FINGERPRINT : random.nextLong();
        byte[] log = ("log line " + random.nextInt() + " with ünïcode ☃ and \u0000 text")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        event.log.set(log, 0, log.length);
        if (random.nextBoolean()) {
            event.message.set(log, 4, 4);
        }
        optional(event.traceId, () -> Long.toHexString(random.nextLong()));
        optional(event.spanId, () -> Integer.toHexString(random.nextInt()));
        optional(event.method, () -> random.nextBoolean() ? "GET" : "");
        optional(event.path, () -> "/orders/" + random.nextInt(1000));
        optional(event.userAgent, () -> "agent");
        if (random.nextInt(10) == 0) {
            optional(event.logBase64, () -> "AAEC");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.attributes.put(Utf8.of("key" + i), Utf8.of(i == 2 ? "" : "value" + random.nextInt(50)));
        }
        if (random.nextInt(10) > 0) {
            event.boot = "boot-" + random.nextInt(2);
            event.lane = random.nextInt(4);
            event.seq = random.nextInt(1000);
            event.line = random.nextInt(400);
        }
        return event;
    }

    private void optional(Utf8 target, Supplier<String> text) {
        if (random.nextBoolean()) {
            target.set(Utf8.of(text.get()));
        }
    }

    /** All columns of an event as one text, to compare rows. */
    static String row(LogEvent event) {
        StringBuilder row = new StringBuilder();
        row.append(event.timeNanos)
                .append('|')
                .append(event.observedMillis)
                .append('|')
                .append(event.level);
        row.append('|')
                .append(event.identity)
                .append('|')
                .append(event.status)
                .append('|')
                .append(event.fingerprint);
        for (Utf8 text : new Utf8[] {
            event.message,
            event.traceId,
            event.spanId,
            event.method,
            event.path,
            event.userAgent,
            event.log,
            event.logBase64
        }) {
            row.append('|').append(text.isPresent() ? "'" + text + "'" : "-");
        }
        for (int i = 0; i < event.attributes.size(); i++) {
            row.append('|').append(event.attributes.key(i)).append('=').append(event.attributes.value(i));
        }
        return row.append('|')
                .append(event.boot)
                .append('|')
                .append(event.lane)
                .append('|')
                .append(event.seq)
                .append('|')
                .append(event.line)
                .toString();
    }
}

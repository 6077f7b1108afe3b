package io.kanshi.bench.day;

import io.kanshi.job.RawRecord;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What the sidecars of services send: a frame with three lines and a metric. Every four hours a service has a trouble of forty minutes, with
 * two errors a frame, in words of its own, and a busy processor; once a day it is deployed, which begins with a new start of its sidecar. What
 * is remembered for about a day (errors, starts) must not be new all the time, or the first day would be growth. One thread.
 */
final class ServiceFrames implements AutoCloseable {

    /** 2026-11-02T00:00:00Z: partitions of a day are those of one date. */
    static final long START = 1_793_577_600_000L;

    static final int LINES = 4;
    static final int MINUTE = 60_000;

    private static final int DAY = 24 * 60;
    private static final int TROUBLE_EVERY = 4 * 60;
    private static final int TROUBLE = 40;

    /** Primes deal troubles and deployments out over the day. */
    private static final int SPREAD = 7_919;

    private static final long PROMISE_MILLIS = 60 * MINUTE;

    private static final String METRICS =
            "[{\"Namespace\":\"ECS/ContainerInsights\",\"Dimensions\":[[\"ServiceName\"]],\"Metrics\":["
                    + "{\"Name\":\"CpuUtilized\"},{\"Name\":\"CpuReserved\"}]}]";

    private final FrameWriter frame = new FrameWriter();
    private final int services;
    private final int every;
    private final long[] seqs;

    /** @param every minutes between two frames of a service */
    ServiceFrames(int services, int every) {
        this.services = services;
        this.every = every;
        this.seqs = new long[services];
    }

    boolean speaks(int service, int minute) {
        return (minute + service) % every == 0;
    }

    RawRecord record(int service, int minute) {
        long millis = START + (long) minute * MINUTE + (long) service * MINUTE / services;
        int sinceDeployed = (minute + service * SPREAD) % DAY;
        int deployed = (minute + service * SPREAD) / DAY;
        if (sinceDeployed < every) {
            seqs[service] = 0;
        }
        boolean farewell = sinceDeployed + every >= DAY;
        lines(service, minute, millis);
        long seq = seqs[service]++;
        byte[] bytes = frame.seal(new FrameHeader(
                FrameHeader.VERSION,
                new UUID(deployed, service).toString(),
                0,
                seq,
                LINES,
                (seq + 1) * LINES,
                0,
                0,
                0,
                farewell ? FrameHeader.LAST : PROMISE_MILLIS,
                "service-" + service,
                "day",
                "arn:aws:ecs:eu-central-1:123456789012:task/day/" + new UUID(service, deployed),
                "service-" + service + ":" + deployed));
        return new RawRecord(bytes, millis, Long.MIN_VALUE);
    }

    private void lines(int service, int minute, long millis) {
        int spread = minute + service * SPREAD;
        boolean trouble = spread % TROUBLE_EVERY < TROUBLE;
        String word = word(service);
        add(millis, "info", "GET /orders/" + spread + " took " + service % 100 + " ms");
        add(millis, trouble ? "error" : "info", "provider " + word + " has answered");
        add(millis, trouble ? "error" : "info", "order handed over to " + word);
        int cpu = trouble ? 97 : 20 + service % 30;
        add(
                millis,
                "{\"_aws\":{\"Timestamp\":" + millis + ",\"CloudWatchMetrics\":" + METRICS
                        + "},\"Type\":\"Container\",\"CpuUtilized\":" + cpu + ",\"CpuReserved\":100}");
    }

    /** Letters alone: digits are what the fingerprint leaves out. */
    private static String word(int service) {
        return Integer.toString(service + 26 * 26, 26)
                .chars()
                .map(digit -> digit < 'a' ? digit - '0' + 'q' : digit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void add(long millis, String level, String message) {
        add(millis, "{\"level\":\"" + level + "\",\"msg\":\"" + message + "\"}");
    }

    private void add(long millis, String log) {
        byte[] event = ("{\"time\":\"" + Instant.ofEpochMilli(millis)
                        + "\",\"container_name\":\"app\",\"source\":\"stdout\",\"log\":\"" + log.replace("\"", "\\\"")
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        frame.add(event, 0, event.length);
    }

    @Override
    public void close() {
        frame.close();
    }
}

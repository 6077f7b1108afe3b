package io.kanshi.forwarder;

import io.kanshi.forwarder.forward.Refusal;
import io.kanshi.forwarder.frame.Totals;
import io.kanshi.forwarder.health.Health;
import io.kanshi.forwarder.health.Metric;
import io.kanshi.forwarder.health.Vitals;
import io.kanshi.forwarder.hold.FrameTotals;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.forwarder.hold.Pressure;
import io.kanshi.forwarder.kinesis.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the sidecar tells about itself: read by the health server's thread, at any moment. */
final class SidecarVitals implements Vitals {

    /** The reading thread ends a turn at least once a second. */
    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** A frame that is older has not arrived for a reason. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How often it is tried to see lines and frames as of one moment: half a second altogether. */
    private static final int LOOKS = 5000;

    private static final long LOOK_NANOS = 100_000;

    private final Sidecar sidecar;
    private final Supplier<List<Metric>> more;

    /** @param more metrics of parts that are not the sidecar's own flow */
    SidecarVitals(Sidecar sidecar, Supplier<List<Metric>> more) {
        this.sidecar = sidecar;
        this.more = more;
    }

    @Override
    public Health health() {
        Sidecar.Parts parts = sidecar.parts();
        long oldest = parts.holding().oldestNanos();
        Duration unsent = Duration.ofNanos(oldest);
        if (sidecar.sinceTurnNanos() > HANGS_NANOS || !parts.sending().isAlive()) {
            return new Health(Health.Status.UNHEALTHY, "a thread hangs or has ended", unsent);
        }
        String failure = parts.sender().lastFailure();
        if (oldest > LATE_NANOS) {
            String why = failure.isEmpty() ? "the shards are at their limit" : failure;
            return new Health(Health.Status.DEGRADED, "Kinesis does not take frames: " + why, unsent);
        }
        if (parts.holding().pressure() != Pressure.NONE) {
            return new Health(Health.Status.DEGRADED, "memory and spill folder are nearly full", unsent);
        }
        return new Health(Health.Status.HEALTHY, "", unsent);
    }

    /** Lines and frames as of one moment. */
    private record Moment(Totals totals, FrameTotals frames) {}

    /** While the reading thread seals, frames are ahead of lines; that is over at the end of its turn at the latest. */
    private static Moment moment(Sidecar.Parts parts) {
        Moment moment = new Moment(parts.intake().totals(), parts.holding().totals());
        for (int i = 0; i < LOOKS && moment.frames().added() != moment.totals().sealed(); i++) {
            LockSupport.parkNanos(LOOK_NANOS);
            moment = new Moment(parts.intake().totals(), parts.holding().totals());
        }
        return moment;
    }

    @Override
    public List<Metric> metrics() {
        Sidecar.Parts parts = sidecar.parts();
        Moment moment = moment(parts);
        Totals totals = moment.totals();
        FrameTotals frames = moment.frames();
        Holding holding = parts.holding();
        Sender sender = parts.sender();
        List<Metric> metrics = new ArrayList<>(List.of(
                counter("kanshi_received_lines_total", "Lines received.", totals.received()),
                counter("kanshi_joined_lines_total", "Lines that became part of another one.", totals.joined()),
                counter("kanshi_shed_lines_total", "Lines dropped for want of room.", totals.shed()),
                counter("kanshi_sealed_events_total", "Events in sealed frames.", totals.sealed()),
                counter(
                        "kanshi_delivered_events_total",
                        "Events that Kinesis has taken, those of earlier starts included.",
                        frames.deliveredEvents()),
                counter(
                        "kanshi_leftover_events_total",
                        "Events put into leftover.s3 at the end, those of earlier starts included.",
                        frames.leftoverEvents()),
                counter("kanshi_lost_events_total", "Events whose frame could not be read back.", frames.lostEvents()),
                counter("kanshi_taken_over_events_total", "Events in frames of earlier starts.", frames.takenOver()),
                gauge("kanshi_open_lines", "Lines in no frame yet.", totals.held()),
                gauge("kanshi_held_frames", "Frames that are nowhere but here.", frames.held()),
                gauge("kanshi_held_events", "Events in them.", frames.heldEvents()),
                gauge("kanshi_held_memory_bytes", "Frames in memory.", holding.memoryBytes()),
                gauge("kanshi_spill_bytes", "Frames on disk.", holding.diskBytes()),
                Metric.gauge(
                        "kanshi_oldest_unsent_seconds", "Age of the oldest frame held.", holding.oldestNanos() / 1e9),
                counter("kanshi_corrupt_frames_total", "Files set aside as damaged.", holding.corrupt()),
                counter("kanshi_put_requests_total", "PutRecords requests.", sender.requests()),
                counter("kanshi_throttled_frames_total", "Frames refused by a full shard.", sender.throttled()),
                counter("kanshi_failed_frames_total", "Frames refused or unanswered otherwise.", sender.failures()),
                gauge("kanshi_lanes", "Lanes open.", parts.intake().lanesOpen()),
                gauge(
                        "kanshi_connections",
                        "Connections open.",
                        sidecar.server().openConnections()),
                counter(
                        "kanshi_connections_total",
                        "Connections accepted.",
                        sidecar.server().acceptedConnections()),
                counter(
                        "kanshi_received_bytes_total",
                        "Bytes read from clients.",
                        sidecar.server().receivedBytes())));
        for (Refusal refusal : Refusal.values()) {
            metrics.add(new Metric(
                    "kanshi_refused_total",
                    "What came from clients and is no log record.",
                    Metric.Type.COUNTER,
                    Map.of("reason", refusal.text()),
                    (double) parts.intake().count(refusal)));
        }
        metrics.addAll(more.get());
        return metrics;
    }

    private static Metric counter(String name, String help, long value) {
        return Metric.counter(name, help, (double) value);
    }

    private static Metric gauge(String name, String help, long value) {
        return Metric.gauge(name, help, (double) value);
    }
}

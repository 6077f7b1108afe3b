package io.kanshi.replay.probe;

import io.kanshi.live.LiveSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines on their way through the job: written into its stream, looked for at its ends. One thread. */
public final class Probe implements AutoCloseable {

    /** No line is waited for longer, at no end. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private final ProbeStream stream;
    private final List<ProbeEnd> ends;
    private final Clock clock;

    Probe(ProbeStream stream, List<ProbeEnd> ends, Clock clock) {
        this.stream = stream;
        this.ends = List.copyOf(ends);
        this.clock = clock;
    }

    /**
     * What the ends are.
     *
     * @param s3 another address of S3, such as an emulator's; null: the region's
     * @param within how long a line may take to the archive
     * @param queue the URL of the queue for its alert; null: there is no alert
     * @param alertWithin how long it may take to its alert
     */
    public record Ends(
            @Nullable URI s3, Duration within, @Nullable URI queue, Duration alertWithin) {}

    /** Between the ends that a job has. */
    public static Probe of(LiveSettings settings, Ends ends, Clock clock) {
        Clients clients = Clients.of(settings.stream());
        String logs = settings.archive().folder() + "/logs";
        ArchiveFolder archive = logs.startsWith("s3://")
                ? new S3Folder(clients.s3(ends.s3()), URI.create(logs))
                : new ArchiveFolder.OnDisk(new org.apache.flink.core.fs.Path(logs));
        List<ProbeEnd> all = new ArrayList<>();
        URI queue = ends.queue();
        if (queue != null) {
            all.add(new AlertEnd(clients.queue(queue), queue.toString(), ends.alertWithin(), clock));
        }
        all.add(new ArchiveEnd(archive, ends.within(), clock));
        LiveSettings.Stream stream = settings.stream();
        return new Probe(new ProbeStream(clients.kinesis(stream.endpoint()), stream.arn()), all, clock);
    }

    /** Writes a line; an IOException where it cannot be written or the archive cannot be listed. */
    public void write() throws IOException {
        ProbeLine line = new ProbeLine(UUID.randomUUID().toString().replace("-", ""), clock.instant());
        for (ProbeEnd end : ends) {
            end.prepare(line);
        }
        stream.put(line);
        ends.forEach(end -> end.await(line));
    }

    /** How many arrivals are waited for. */
    public int waiting() {
        return ends.stream().mapToInt(ProbeEnd::waiting).sum();
    }

    /** Looks once at each end. */
    public List<ProbeResult> look() {
        List<ProbeResult> results = new ArrayList<>();
        for (ProbeEnd end : ends) {
            try {
                end.look(results::add);
            } catch (IOException failed) {
                results.add(new ProbeResult(ProbeResult.Kind.UNREACHABLE, String.valueOf(failed.getMessage())));
            }
        }
        return results;
    }

    @Override
    public void close() {
        stream.close();
        ends.forEach(ProbeEnd::close);
    }
}

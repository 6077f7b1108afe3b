package io.kanshi.replay.probe;

import io.kanshi.live.LiveSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way through the job: written into its stream, looked for in its archive. A file is looked at once, as files never change,
 * and those that were there before a line was written are not looked at for it. One thread.
 */
public final class Probe implements AutoCloseable {

    private final ProbeStream stream;
    private final ArchiveFolder archive;
    private final Clock clock;
    private final List<ProbeLine> waiting = new ArrayList<>();
    private final Map<String, Set<String>> known = new HashMap<>();
    private final Map<ProbeLine, Integer> lookedAt = new HashMap<>();

    Probe(ProbeStream stream, ArchiveFolder archive, Clock clock) {
        this.stream = stream;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Between the ends that a job has.
     *
     * @param s3 another address of S3, such as an emulator's; null: the region's
     */
    public static Probe of(LiveSettings settings, @Nullable URI s3, Clock clock) {
        Clients clients = Clients.of(settings.stream());
        String logs = settings.archive().folder() + "/logs";
        ArchiveFolder archive = logs.startsWith("s3://")
                ? new S3Folder(clients.s3(s3), URI.create(logs))
                : new ArchiveFolder.OnDisk(new org.apache.flink.core.fs.Path(logs));
        return new Probe(new ProbeStream(clients.kinesis(settings.stream().endpoint()), settings.stream().arn()), archive, clock);
    }

    /** Writes a line; an IOException where it cannot be written or the archive cannot be listed. */
    public void write() throws IOException {
        ProbeLine line = new ProbeLine(UUID.randomUUID().toString().replace("-", ""), clock.instant(), "info");
        if (!known.containsKey(line.partition())) {
            Set<String> before = new HashSet<>();
            archive.files(line.partition()).forEach(file -> before.add(file.name()));
            known.put(line.partition(), before);
        }
        stream.put(line);
        waiting.add(line);
    }

    /** How many lines have not arrived yet. */
    public int waiting() {
        return waiting.size();
    }

    /** Looks once at what is new, and gives the lines that have arrived or have been waited for long enough. */
    public List<ProbeResult> look(Duration within) throws IOException {
        List<ProbeResult> results = new ArrayList<>();
        Set<String> partitions = new HashSet<>();
        waiting.forEach(line -> partitions.add(line.partition()));
        known.keySet().retainAll(partitions);
        for (String partition : partitions) {
            for (ArchiveFile file : archive.files(partition)) {
                if (known.computeIfAbsent(partition, none -> new HashSet<>()).add(file.name())) {
                    results.addAll(lookAt(file, partition));
                }
            }
        }
        results.addAll(giveUp(within));
        return results;
    }

    private List<ProbeResult> lookAt(ArchiveFile file, String partition) throws IOException {
        List<ProbeResult> arrived = new ArrayList<>();
        for (Iterator<ProbeLine> lines = waiting.iterator(); lines.hasNext(); ) {
            ProbeLine line = lines.next();
            if (line.partition().equals(partition)) {
                lookedAt.merge(line, 1, Integer::sum);
                if (FindTrace.in(file.content(), line.id())) {
                    lines.remove();
                    arrived.add(result(line, file.name()));
                }
            }
        }
        return arrived;
    }

    private List<ProbeResult> giveUp(Duration within) {
        List<ProbeResult> missing = new ArrayList<>();
        for (Iterator<ProbeLine> lines = waiting.iterator(); lines.hasNext(); ) {
            ProbeLine line = lines.next();
            if (!clock.instant().isBefore(line.time().plus(within))) {
                lines.remove();
                missing.add(result(line, null));
            }
        }
        return missing;
    }

    private ProbeResult result(ProbeLine line, @Nullable String file) {
        Integer files = lookedAt.remove(line);
        Duration after = Duration.between(line.time(), clock.instant());
        return new ProbeResult(line.id(), line.time(), after, file, files == null ? 0 : files);
    }

    @Override
    public void close() {
        stream.close();
        archive.close();
    }
}

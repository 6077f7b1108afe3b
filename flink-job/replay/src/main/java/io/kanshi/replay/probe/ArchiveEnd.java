package io.kanshi.replay.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The table {@code logs}, in which each line becomes a row. A file is looked at once, as files never change, and those that were there
 * before a line was written are not looked at for it. One thread.
 */
final class ArchiveEnd implements ProbeEnd {

    private final ArchiveFolder archive;
    private final Duration within;
    private final Clock clock;
    private final List<ProbeLine> waiting = new ArrayList<>();
    private final Map<String, Set<String>> known = new HashMap<>();
    private final Map<ProbeLine, Integer> lookedAt = new HashMap<>();

    ArchiveEnd(ArchiveFolder archive, Duration within, Clock clock) {
        this.archive = archive;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public void prepare(ProbeLine line) throws IOException {
        if (!known.containsKey(line.partition())) {
            Set<String> before = new HashSet<>();
            archive.files(line.partition()).forEach(file -> before.add(file.name()));
            known.put(line.partition(), before);
        }
    }

    @Override
    public void await(ProbeLine line) {
        waiting.add(line);
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void look(Consumer<ProbeResult> told) throws IOException {
        Set<String> partitions = new HashSet<>();
        waiting.forEach(line -> partitions.add(line.partition()));
        known.keySet().retainAll(partitions);
        try {
            for (String partition : partitions) {
                Set<String> seen = known.computeIfAbsent(partition, none -> new HashSet<>());
                for (ArchiveFile file : archive.files(partition)) {
                    if (!seen.contains(file.name())) {
                        lookAt(file, partition, told);
                        // Not before: a file that could not be read is looked at again.
                        seen.add(file.name());
                    }
                }
            }
        } finally {
            giveUp(told);
        }
    }

    private void lookAt(ArchiveFile file, String partition, Consumer<ProbeResult> told) throws IOException {
        for (Iterator<ProbeLine> lines = waiting.iterator(); lines.hasNext(); ) {
            ProbeLine line = lines.next();
            if (line.partition().equals(partition)) {
                boolean found = FindTrace.in(file.content(), line.id());
                lookedAt.merge(line, 1, Integer::sum);
                if (found) {
                    lines.remove();
                    lookedAt.remove(line);
                    told.accept(new ProbeResult(
                            ProbeResult.Kind.ARRIVED,
                            line + " is in the archive after " + seconds(line) + " s: " + file.name()));
                }
            }
        }
    }

    private void giveUp(Consumer<ProbeResult> told) {
        for (Iterator<ProbeLine> lines = waiting.iterator(); lines.hasNext(); ) {
            ProbeLine line = lines.next();
            if (!clock.instant().isBefore(line.time().plus(within))) {
                lines.remove();
                Integer files = lookedAt.remove(line);
                told.accept(new ProbeResult(
                        ProbeResult.Kind.MISSING,
                        line + " is not in the archive after " + seconds(line) + " s; " + (files == null ? 0 : files)
                                + " new files of its hour were looked at"));
            }
        }
    }

    private long seconds(ProbeLine line) {
        return Duration.between(line.time(), clock.instant()).toSeconds();
    }

    @Override
    public void close() {
        archive.close();
    }
}

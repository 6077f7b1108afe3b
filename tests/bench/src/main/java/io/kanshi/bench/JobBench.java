package io.kanshi.bench;

import io.kanshi.testkit.corpus.Corpus;
import io.kanshi.testkit.corpus.UniformCorpus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the live job with 1 and 2 slots, without and with an emulated stream, beside the replay and the plain loop, on the uniform corpus, in rounds as {@link ReplayBench}
 * does; and tells what crossed the network.
 */
public final class JobBench {

    /** Of the corpus, whose lines are a millisecond apart; CloudWatch Logs takes 14 days before and 2 hours after it. */
    static final long NOW_MILLIS = 1_793_500_000_000L + 3_600_000L;

    private final BenchOptions options;
    private final PrintStream out;
    private final Map<String, Shuffled> shuffled = new LinkedHashMap<>();

    private JobBench(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** See {@link BenchOptions#JOB_USAGE}. Exit code 1 when contestants disagree about the lines, 2 for a wrong option. */
    public static void main(String... arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(BenchOptions.JOB_USAGE);
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parseJob(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + BenchOptions.JOB_USAGE);
            System.exit(2);
            return;
        }
        System.exit(new JobBench(options, System.out).run() ? 0 : 1);
    }

    private boolean run() throws IOException, SQLException, InterruptedException {
        out.print(options.machine());
        Path capture = options.folder().resolve("uniform.ndjson");
        long events = new UniformCorpus().write(capture, options.events(), Corpus.SEED);
        int tasks = FrameFiles.cut(capture, LiveGraph.frames(capture));
        out.printf(
                Locale.ROOT,
                "%nuniform corpus: %,d lines, %.0f MB; as frames of %d tasks: %.0f MB%n",
                events,
                Files.size(capture) / 1e6,
                tasks,
                size(capture, tasks) / 1e6);
        Standings standings = new Standings(events, Contestants.REPLAY);
        try (Outlets outlets = new Outlets(NOW_MILLIS)) {
            outlets.write(LiveGraph.outlets(capture));
            compete(capture, standings);
            report(standings, events);
            out.println(outlets.received());
        } finally {
            Files.delete(capture);
            Archive.delete(LiveGraph.frames(capture));
        }
        return standings.agree();
    }

    private static long size(Path capture, int tasks) throws IOException {
        long bytes = 0;
        for (int task = 0; task < tasks; task++) {
            bytes += Files.size(FrameFiles.file(LiveGraph.frames(capture), task));
        }
        return bytes;
    }

    /** All rounds, beside a stream where somebody reads one. */
    private void compete(Path capture, Standings standings) throws IOException, SQLException, InterruptedException {
        if (options.contestants().stream().noneMatch(Contestants::readsStream)) {
            rounds(capture, standings);
            return;
        }
        try (FilledStream stream = FilledStream.of(LiveGraph.frames(capture), LiveGraph.stream(capture))) {
            out.println(stream.holds());
            rounds(capture, standings);
        }
    }

    private void rounds(Path capture, Standings standings) throws IOException, SQLException {
        List<Contender> contenders = new ArrayList<>();
        try {
            for (String contestant : options.contestants()) {
                contenders.add(new Contender(contestant, "uniform", capture));
            }
            for (int round = 0; round < options.warmUp() + options.rounds(); round++) {
                for (Contender contender : contenders) {
                    round(contender, round, standings);
                }
            }
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    private void round(Contender contender, int round, Standings standings) throws IOException, SQLException {
        Path output = options.folder().resolve(contender.name() + "-" + round);
        if (Files.exists(output)) {
            Archive.delete(output);
        }
        Cost cost = contender.round(output);
        boolean counts = round >= options.warmUp();
        if (!Contestants.writesArchive(contender.name())) {
            if (counts) {
                standings.add(contender.name(), cost);
            }
            return;
        }
        if (counts) {
            standings.add(contender.name(), cost, Archive.of(output));
            if (Shuffled.isIn(output)) {
                shuffled.put(contender.name(), Shuffled.read(output));
            }
        }
        Archive.delete(output);
    }

    private void report(Standings standings, long events) {
        out.print(standings.table());
        shuffled.forEach((name, ways) -> out.printf(Locale.ROOT, "%n%s, last round%n%s", name, ways.table(events)));
        out.printf(
                "%nfrom 1 to 2 slots: %s (goal 1.8); live to replay, both with 2 slots: %s (goal 0.85)%n",
                standings.rate(Contestants.LIVE_2, Contestants.LIVE_1),
                standings.rate(Contestants.LIVE_2, Contestants.REPLAY));
        out.printf(
                "through kinesalite with 2 slots: %s of live, %s of the ceiling; from 1 to 2 slots: %s%n",
                standings.rate(Contestants.STREAM_2, Contestants.LIVE_2),
                standings.rate(Contestants.STREAM_2, Contestants.STREAM_CEILING),
                standings.rate(Contestants.STREAM_2, Contestants.STREAM_1));
        shuffled.forEach((name, ways) -> out.printf(
                Locale.ROOT, "%s: %.2f bytes shuffled per event (goal 1)%n", name, ways.bytesPerEvent(events)));
        if (!standings.agree()) {
            out.println("The contestants did not write the same lines.");
        }
    }
}

package io.kanshi.bench;

import io.kanshi.testkit.corpus.Corpus;
import io.kanshi.testkit.corpus.HardCorpus;
import io.kanshi.testkit.corpus.UniformCorpus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times all contestants on both corpora. Each has a process of its own; rounds go in turn, so that a disturbance of the machine meets
 * everyone; the first rounds of each warm it up and do not count; every round writes into a fresh folder.
 */
public final class ReplayBench {

    private final BenchOptions options;
    private final PrintStream out;

    private ReplayBench(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** See {@link BenchOptions#USAGE}. Exit code 1 when contestants disagree about the lines, 2 for a wrong option. */
    public static void main(String... arguments) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        boolean agree = new ReplayBench(options, System.out).run();
        System.exit(agree ? 0 : 1);
    }

    private boolean run() throws IOException, SQLException {
        out.print(options.machine());
        boolean agree = true;
        for (String corpus : options.corpora()) {
            agree &= compete(corpus);
        }
        return agree;
    }

    private boolean compete(String name) throws IOException, SQLException {
        Path capture = options.folder().resolve(name + ".ndjson");
        Corpus corpus = name.equals("hard") ? new HardCorpus() : new UniformCorpus();
        long events = corpus.write(capture, options.events(), Corpus.SEED);
        out.printf(Locale.ROOT, "%n%s corpus: %,d lines, %.0f MB%n", name, events, Files.size(capture) / 1e6);
        Standings standings = new Standings(events, Contestants.MEASURE);
        List<Contender> contenders = new ArrayList<>();
        try {
            for (String contestant : options.contestants()) {
                contenders.add(new Contender(contestant, name, capture));
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
            Files.delete(capture);
        }
        out.print(standings.table());
        if (!standings.agree()) {
            out.println("The contestants did not write the same lines.");
        }
        return standings.agree();
    }

    private void round(Contender contender, int round, Standings standings) throws IOException, SQLException {
        Path output = options.folder().resolve(contender.name() + "-" + round);
        if (Files.exists(output)) {
            Archive.delete(output);
        }
        Cost cost = contender.round(output);
        Archive archive = Archive.of(output);
        if (round >= options.warmUp()) {
            standings.add(contender.name(), cost, archive);
        }
        Archive.delete(output);
    }
}

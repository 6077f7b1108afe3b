package io.kanshi.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A contestant in a process of its own: reads the folder of a round a line, does the round, answers with what it took. Anything else
 * that is printed goes to the error stream.
 */
public final class ContestantProcess {

    static final String ANSWER = "took ";

    private ContestantProcess() {}

    /** Usage: ContestantProcess NAME CORPUS CAPTURE. */
    public static void main(String... arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Path capture = Path.of(arguments[2]);
        BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Contestant contestant = Contestants.named(arguments[0], arguments[1])) {
            for (String folder = rounds.readLine(); folder != null; folder = rounds.readLine()) {
                System.gc();
                Cost start = Cost.now();
                contestant.archive(capture, Path.of(folder));
                Cost took = Cost.now().since(start);
                answers.println(ANSWER + took.wallNanos() + ' ' + took.cpuNanos());
            }
        }
    }
}

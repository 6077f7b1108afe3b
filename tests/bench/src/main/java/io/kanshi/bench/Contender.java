package io.kanshi.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The other end of a {@link ContestantProcess}: starts it, asks for rounds, ends it. */
final class Contender implements AutoCloseable {

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer rounds;
    private final BufferedReader answers;

    Contender(String name, String corpus, Path capture) throws IOException {
        this.name = name;
        this.log = capture.resolveSibling(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Contestants.javaOptions(name));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ContestantProcess.class.getName()));
        command.addAll(List.of(name, corpus, capture.toString()));
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        rounds = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    Cost round(Path output) throws IOException {
        rounds.write(output + "\n");
        rounds.flush();
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith(ContestantProcess.ANSWER)) {
            throw new IOException(name + " ended in the middle of a round; what it said is in " + log);
        }
        String[] nanos = answer.substring(ContestantProcess.ANSWER.length()).split(" ", 2);
        return new Cost(Long.parseLong(nanos[0]), Long.parseLong(nanos[1]));
    }

    @Override
    public void close() throws IOException {
        rounds.close();
        process.destroy();
    }
}

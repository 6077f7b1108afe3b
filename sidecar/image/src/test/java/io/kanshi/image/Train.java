package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes the list of classes that go into the image's class archive: those that a run and the other commands load. */
final class Train {

    private Train() {}

    /** Argument: the list to write. */
    public static void main(String... arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("train");
        Set<String> classes = new TreeSet<>();
        try (Surroundings around = new Surroundings(folder);
                ImageProgram program = new ImageProgram(folder, around, dumping(folder, "run"))) {
            program.start();
            program.awaitSocket();
            Workout.run(program, around);
            program.command("probe", dumping(folder, "probe"));
            program.command("check", dumping(folder, "check"));
            int exitCode = program.end();
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ": " + Files.readString(program.log));
            }
        }
        for (String run : List.of("run", "probe", "check")) {
            classes.addAll(Files.readAllLines(folder.resolve(run)));
        }
        classes.removeIf(line -> line.startsWith("#"));
        Files.write(Path.of(arguments[0]), sorted(classes));
        System.out.println(classes.size() + " lines in " + arguments[0]);
    }

    private static List<String> dumping(Path folder, String name) {
        return List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + folder.resolve(name));
    }

    /** The dump wants classes before the lambdas in them. */
    private static List<String> sorted(Set<String> classes) {
        List<String> lines = new ArrayList<>();
        classes.stream().filter(line -> !line.startsWith("@")).forEach(lines::add);
        classes.stream().filter(line -> line.startsWith("@")).forEach(lines::add);
        return lines;
    }
}

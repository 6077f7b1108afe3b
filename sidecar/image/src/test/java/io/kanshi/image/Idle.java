package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what the image's program takes before any log line: milliseconds from the start of the process until its socket is there, and
 * memory once it has sent its first frames over TLS and asked for the task's metrics.
 */
final class Idle {

    private static final int STARTS = 9;
    private static final Duration REST = Duration.ofSeconds(40);

    private Idle() {}

    public static void main(String... arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("idle");
        long[] millis = new long[STARTS];
        try (Surroundings around = new Surroundings(folder)) {
            for (int i = 0; i < STARTS; i++) {
                millis[i] = start(Files.createDirectory(folder.resolve("s" + i)), around);
            }
            Arrays.sort(millis);
            System.out.printf(
                    "socket after %d ms (median of %d starts; %d … %d)%n",
                    millis[STARTS / 2], STARTS, millis[0], millis[STARTS - 1]);
            List<String> memory = memory(Files.createDirectory(folder.resolve("m")), around);
            System.out.printf("after %d s without a line: %s%n", REST.toSeconds(), String.join(", ", memory));
        }
    }

    private static long start(Path folder, Surroundings around) throws IOException, InterruptedException {
        try (ImageProgram program = new ImageProgram(folder, around, List.of())) {
            long before = System.nanoTime();
            program.start();
            program.awaitSocket();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            program.end();
            return millis;
        }
    }

    /** VmRSS and its parts, as the kernel tells them. */
    private static List<String> memory(Path folder, Surroundings around) throws IOException, InterruptedException {
        try (ImageProgram program = new ImageProgram(folder, around, List.of())) {
            program.start();
            program.awaitSocket();
            LockSupport.parkNanos(REST.toNanos());
            List<String> found = new ArrayList<>();
            for (String line : Files.readAllLines(
                    Path.of("/proc", Long.toString(program.process().pid()), "status"))) {
                if (line.startsWith("VmRSS") || line.startsWith("RssAnon") || line.startsWith("RssFile")) {
                    found.add(line.replaceAll("\\s+", " "));
                }
            }
            program.end();
            return found;
        }
    }
}

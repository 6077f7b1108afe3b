package io.kanshi.bench.sidecar;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Measures what the sidecar takes for a million of Docker's messages, beside processes that do a part of its work. Every round of every
 * contestant is a fresh process, so start and compiler count, as they do in a task; rounds go in turn, so that a disturbance of the
 * machine meets everyone.
 */
public final class SidecarBench {

    private final SidecarBenchOptions options;
    private final PrintStream out;

    SidecarBench(SidecarBenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** See {@link SidecarBenchOptions#USAGE}. Exit code 2 for a wrong option. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        SidecarBenchOptions options;
        try {
            options = SidecarBenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + SidecarBenchOptions.USAGE);
            System.exit(2);
            return;
        }
        new SidecarBench(options, System.out).run();
    }

    void run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        Path messages = options.folder().resolve("messages");
        ForwardEvents.write(messages, options.events());
        out.print(conditions());
        out.printf(
                Locale.ROOT,
                "%,d messages, %.0f MB; sidecar with %s; median of %d rounds, each a fresh process%n%n",
                options.events(),
                Files.size(messages) / 1e6,
                options.java(),
                options.rounds());
        SidecarTable table = new SidecarTable(options.events());
        for (int round = 0; round < options.rounds(); round++) {
            for (String contestant : options.contestants()) {
                table.add(contestant, Round.run(contestant, messages, options));
            }
        }
        Files.delete(messages);
        out.print(table);
        out.print(conditions());
    }

    private static String conditions() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d × %s, %s %s, Java %s, load average %.2f%n",
                LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES),
                system.getAvailableProcessors(),
                OperatingSystem.processor(),
                system.getName(),
                system.getArch(),
                System.getProperty("java.version"),
                system.getSystemLoadAverage());
    }
}

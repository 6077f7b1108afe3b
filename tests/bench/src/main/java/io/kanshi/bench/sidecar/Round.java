package io.kanshi.bench.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One contestant, once: a fresh stub, a fresh server, a fresh feeder.
 *
 * @param cpuSeconds of the server's process from its start to its end, user and system, all threads
 * @param wallSeconds from the first byte written to the last event arrived
 * @param peakBytes its largest resident set
 */
record Round(double cpuSeconds, double wallSeconds, long peakBytes, Totals totals) {

    static Round run(String contestant, Path messages, SidecarBenchOptions options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(options.folder(), "round-");
        Path socket = Path.of(socket(folder));
        try (Child stub = Child.of(StubProcess.class, folder, Contestants.STREAM)) {
            String endpoint = stub.answer();
            var environment = Contestants.environment(socket, endpoint, folder.resolve("spill"));
            List<String> command = Contestants.command(contestant, options, socket);
            try (Child server = new Child(contestant, folder, command, environment)) {
                server.takesAlong(stub);
                try {
                    return measure(server, stub, messages, folder, options.events());
                } catch (IOException e) {
                    throw server.explain(e);
                }
            }
        }
    }

    private static Round measure(Child server, Child stub, Path messages, Path folder, long events)
            throws IOException, InterruptedException {
        try (Child feeder = Child.of(FeederProcess.class, folder, messages.toString(), socket(folder))) {
            server.takesAlong(feeder);
            feeder.answer();
            long start = System.nanoTime();
            feeder.order("go");
            Totals totals = server.name().equals(Contestants.SIDECAR)
                    ? arrived(stub, events)
                    : Totals.bytesOnly(Long.parseLong(server.answer().substring(FloorProcess.DONE.length())));
            double wallSeconds = (System.nanoTime() - start) / 1e9;
            feeder.await();
            long peakBytes = server.peakBytes();
            // Only the server is waited for between the two readings.
            double before = OperatingSystem.endedChildrenCpuSeconds();
            server.end();
            double cpuSeconds = OperatingSystem.endedChildrenCpuSeconds() - before;
            return new Round(cpuSeconds, wallSeconds, peakBytes, totals);
        }
    }

    /** A short name: a socket's path may have 107 bytes. */
    private static String socket(Path folder) {
        return folder.resolve("s").toString();
    }

    private static Totals arrived(Child stub, long events) throws IOException {
        stub.order(Long.toString(events));
        return Totals.parse(stub.answer());
    }
}

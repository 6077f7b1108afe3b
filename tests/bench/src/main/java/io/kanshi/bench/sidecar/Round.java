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
        Path socket = folder.resolve("s");
        try (Child stub = Child.of(StubProcess.class, folder, Contestants.STREAM)) {
            String endpoint = stub.answer();
            var environment = Contestants.environment(socket, endpoint, folder.resolve("spill"));
            List<String> command = Contestants.command(contestant, options, socket);
            try (Child server = new Child(contestant, folder, command, environment);
                    Child feeder = Child.of(FeederProcess.class, folder, messages.toString(), socket.toString())) {
                server.takesAlong(stub);
                feeder.answer();
                long start = System.nanoTime();
                feeder.order("go");
                Totals totals = contestant.equals(Contestants.SIDECAR)
                        ? arrived(stub, options.events())
                        : Totals.bytesOnly(Long.parseLong(server.answer().substring(FloorProcess.DONE.length())));
                double wallSeconds = (System.nanoTime() - start) / 1e9;
                feeder.await();
                long peakBytes = server.peakBytes();
                double before = OperatingSystem.endedChildrenCpuSeconds();
                server.end();
                double cpuSeconds = OperatingSystem.endedChildrenCpuSeconds() - before;
                return new Round(cpuSeconds, wallSeconds, peakBytes, totals);
            }
        }
    }

    private static Totals arrived(Child stub, long events) throws IOException {
        stub.order(Long.toString(events));
        return Totals.parse(stub.answer());
    }
}

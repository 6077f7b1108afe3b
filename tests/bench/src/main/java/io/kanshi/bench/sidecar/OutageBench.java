package io.kanshi.bench.sidecar;

import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFakeOptions;
import io.kanshi.wire.FrameHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kinesis is away while ten minutes' worth of logs at 12 MB/s come, as fast as they are taken; then it is back. Says what the sidecar held,
 * in which memory, how long it took to drain, and whether anything is missing.
 */
public final class OutageBench {

    private static final double RAW_BYTES = 600 * 12e6;
    private static final long PATIENCE_MILLIS = 120_000;

    private final Set<String> frames = new HashSet<>();
    private long events;
    private long joinedAndShed;
    private long shed;

    private OutageBench() {}

    /** The options of {@link SidecarBench}. Exit code 1 when an event is missing. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        SidecarBenchOptions options = SidecarBenchOptions.parse(arguments);
        System.exit(new OutageBench().run(options) ? 0 : 1);
    }

    private boolean run(SidecarBenchOptions options) throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        Path folder = Files.createTempDirectory(options.folder(), "outage-");
        Path messages = folder.resolve("messages");
        ForwardEvents.write(messages, options.events());
        int times = (int) Math.ceil(RAW_BYTES / Files.size(messages));
        Path socket = folder.resolve("s");
        Path spill = folder.resolve("spill");
        try (KinesisFake kinesis =
                KinesisFake.start(KinesisFakeOptions.stream(Contestants.STREAM).countingOnly())) {
            kinesis.watch(this::take);
            String endpoint = kinesis.endpoint().toString();
            kinesis.leave();
            try (Child sidecar = new Child(
                    Contestants.SIDECAR,
                    folder,
                    Contestants.command(Contestants.SIDECAR, options, socket),
                    Contestants.environment(socket, endpoint, spill))) {
                long start = System.nanoTime();
                for (int i = 0; i < times; i++) {
                    feed(messages, socket, folder);
                }
                say(
                        "%,d events, %,.0f MB, came in %.0f s while Kinesis was away",
                        times * options.events(), times * Files.size(messages) / 1e6, seconds(start));
                say(
                        "held on disk: %,.0f MB in %,d files; peak RSS %,.0f MB",
                        bytes(spill) / 1e6, files(spill), sidecar.peakBytes() / 1e6);
                start = System.nanoTime();
                kinesis.comeBack();
                long wanted = times * options.events();
                await(wanted);
                say(
                        "drained in %.1f s; peak RSS %,.0f MB; shed %,d, missing %,d",
                        seconds(start), sidecar.peakBytes() / 1e6, shed, wanted - events - joinedAndShed);
                sidecar.end();
                delete(folder);
                return events + joinedAndShed == wanted && shed == 0;
            }
        }
    }

    private static void feed(Path messages, Path socket, Path folder) throws IOException, InterruptedException {
        try (Child feeder = Child.of(FeederProcess.class, folder, messages.toString(), socket.toString())) {
            feeder.answer();
            feeder.order("go");
            feeder.await();
        }
    }

    private synchronized void take(AcceptedRecord record) {
        FrameHeader header = StubProcess.header(record.data());
        if (frames.add(header.boot() + '/' + header.lane() + '/' + header.seq())) {
            events += header.events();
            joinedAndShed = Math.max(joinedAndShed, header.joined() + header.shed());
            shed = Math.max(shed, header.shed());
            notifyAll();
        }
    }

    /** Waits until all have arrived, or nothing has for long. */
    private synchronized void await(long wanted) throws InterruptedException {
        long before = -1;
        while (events + joinedAndShed < wanted && frames.size() > before) {
            before = frames.size();
            wait(PATIENCE_MILLIS);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static double seconds(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) / 1e3;
    }

    private static List<Path> frames(Path spill) throws IOException {
        try (Stream<Path> files = Files.list(spill)) {
            return files.filter(file -> file.toString().endsWith(".zst")).toList();
        }
    }

    private static int files(Path spill) throws IOException {
        return frames(spill).size();
    }

    private static long bytes(Path spill) throws IOException {
        long bytes = 0;
        for (Path frame : frames(spill)) {
            bytes += Files.size(frame);
        }
        return bytes;
    }

    private static void say(String sentence, Object... values) {
        System.out.printf(Locale.ROOT, sentence + "%n", values);
    }
}

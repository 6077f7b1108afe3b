package io.kanshi.events;

import io.kanshi.wire.FrameHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A hand-run measurement, not a test: how long decoding takes per event. Arguments: files of captured events, one a line. */
final class DecodeSpeed {

    private static final int LINES_PER_FRAME = 200;
    private static final int ROUNDS = 9;

    private DecodeSpeed() {}

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            List<byte[]> frames = frames(Path.of(file));
            long[] counts = new long[4];
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                counts = new long[4];
                long start = cpuNanos();
                run(frames, counts);
                best = Math.min(best, (cpuNanos() - start) / (double) counts[0]);
            }
            System.err.printf(
                    "%s: %.0f ns/event, %d events, %d dead letters, %d errors, %d passing health checks%n",
                    file, best, counts[0], counts[1], counts[2], counts[3]);
        }
    }

    /** Of this thread, so that other work on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void run(List<byte[]> frames, long[] counts) {
        EventSink sink = new EventSink() {
            @Override
            public void event(LogEvent event) {
                counts[0]++;
                counts[2] += event.isError() ? 1 : 0;
                counts[3] += event.healthCheck == HealthCheck.PASSING ? 1 : 0;
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                counts[1]++;
            }

            @Override
            public void header(FrameHeader header) {}
        };
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (byte[] frame : frames) {
                decoder.decode(frame, 0, frame.length, 1_793_500_000_000L, sink);
            }
        }
    }

    private static List<byte[]> frames(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] header = "{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":0,\"events\":200}\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<byte[]> frames = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int end = from;
            for (int i = 0; i < LINES_PER_FRAME && end < bytes.length; i++) {
                end = Bytes.lineEnd(bytes, end, bytes.length) + 1;
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(header);
            frame.write(bytes, from, Math.min(end, bytes.length) - from);
            frames.add(frame.toByteArray());
            from = end;
        }
        return frames;
    }
}

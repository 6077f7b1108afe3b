package io.kanshi.kinesis.records;

import com.github.luben.zstd.Zstd;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.corpus.HardCorpus;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.FrameWriter;
import io.kanshi.wire.Unpacker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What telling a frame by its beginning costs beside unpacking all of it; a program for a person, not a test. */
final class PeekSpeed {

    private static final int ROUNDS = 4_000;

    private PeekSpeed() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("corpus", ".ndjson");
        new HardCorpus().write(file, 20_000, Seeds.seedFor("PeekSpeed"));
        List<String> lines = Files.readAllLines(file);
        for (int count : new int[] {1, 10, 50, 250, 1_000, 4_000}) {
            byte[] packed = frame(lines.subList(0, count), false);
            byte[] apart = frame(lines.subList(0, count), true);
            try (FrameIds ids = new FrameIds();
                    Unpacker unpacker = new Unpacker()) {
                measure(packed, apart, ids, unpacker);
                long[] nanos = measure(packed, apart, ids, unpacker);
                unpacker.unpack(packed, 0, packed.length);
                System.out.printf(
                        "MEASURE %d lines, %d bytes, packed %d: peek %.1f us, peek of a header apart (%d bytes) %.1f us,"
                                + " unpack %.1f us%n",
                        count,
                        unpacker.end(),
                        packed.length,
                        nanos[0] / 1e3,
                        apart.length,
                        nanos[1] / 1e3,
                        nanos[2] / 1e3);
            }
        }
        Files.delete(file);
    }

    private static long[] measure(byte[] packed, byte[] apart, FrameIds ids, Unpacker unpacker) {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            ids.of(packed);
        }
        long peeked = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            ids.of(apart);
        }
        long peekedApart = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            unpacker.unpack(packed, 0, packed.length);
        }
        long unpacked = System.nanoTime();
        return new long[] {(peeked - start) / ROUNDS, (peekedApart - peeked) / ROUNDS, (unpacked - peekedApart) / ROUNDS
        };
    }

    /** The frame as the sidecar makes it, or with its header in a zstd frame of its own. */
    private static byte[] frame(List<String> lines, boolean headerApart) {
        FrameHeader header = FrameHeader.of("0a1b2c3d-0000-4000-8000-000000000001", 0, 17, lines.size())
                .withTotals(80_213, 120, 0, 31)
                .withSender(
                        "shop",
                        "prod",
                        "arn:aws:ecs:eu-central-1:123456789012:task/prod/0123456789abcdef0123456789abcdef",
                        "shop:42");
        try (FrameWriter writer = new FrameWriter()) {
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                writer.add(bytes, 0, bytes.length);
            }
            if (!headerApart) {
                return writer.seal(header);
            }
            byte[] plain = writer.sealPlain(header);
            int lineEnd = FrameHeaderJson.write(header).length;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Zstd.compress(Arrays.copyOf(plain, lineEnd)));
            out.writeBytes(Zstd.compress(Arrays.copyOfRange(plain, lineEnd, plain.length)));
            return out.toByteArray();
        }
    }
}

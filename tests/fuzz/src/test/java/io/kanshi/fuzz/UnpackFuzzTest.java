package io.kanshi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.wire.Unpacker;
import io.kanshi.wire.Unpacker.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever may call itself gzip or zstd: unpacked within the bound or refused with a reason, never thrown; and gzip that was unpacked is
 * what the JDK makes of it. (zstd's own stream refuses windows that its one-shot form takes, so there is nobody to compare with.)
 */
final class UnpackFuzzTest {

    private static final byte GZIP = 0x1f;
    private static final int MOST_BYTES = 256 << 10;

    private static final Map<Outcome, Long> OUTCOMES = new EnumMap<>(Outcome.class);
    private static final Unpacker UNPACKER = new Unpacker(MOST_BYTES);

    static Stream<byte[]> seeds() {
        byte[] text = "{\"log\":\"x\"}\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        byte[] gzip = Compression.GZIP.compress(text);
        byte[] zstd = Compression.ZSTD.compress(text);
        byte[] named = gzip.clone();
        named[3] = 8 | 2 | 4 | 16;
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2};
        return Stream.of(
                text,
                gzip,
                zstd,
                named,
                both(gzip, gzip),
                both(zstd, zstd),
                both(skippable, zstd),
                Compression.GZIP.compress(new byte[300_000]),
                Compression.ZSTD.compress(new byte[300_000]));
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10s")
    void unpack(byte[] data) {
        Outcome outcome = UNPACKER.unpack(data, 0, data.length);
        OUTCOMES.merge(outcome, 1L, Long::sum);
        assertThat(UNPACKER.bytes().length).as("buffer").isLessThanOrEqualTo(Math.max(MOST_BYTES, data.length));
        if (outcome != Outcome.UNPACKED) {
            assertThat(UNPACKER.error()).isNotEmpty();
            return;
        }
        int length = UNPACKER.end() - UNPACKER.start();
        assertThat(length).as("unpacked").isBetween(0, MOST_BYTES);
        byte[] unpacked = Arrays.copyOfRange(UNPACKER.bytes(), UNPACKER.start(), UNPACKER.end());
        byte[] expected = UNPACKER.bytes() == data || data[0] != GZIP ? unpacked : byTheJdk(data);
        if (expected != null) {
            // A prefix: the JDK ignores what it does not take for another member, where we are told that it is one.
            assertThat(unpacked).startsWith(expected);
        }
    }

    /** Null where the header has a wrong checksum of its own: we verify that of the content only. */
    private static byte @Nullable [] byTheJdk(byte[] data) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return in.readAllBytes();
        } catch (IOException refused) {
            if (String.valueOf(refused.getMessage()).equals("Corrupt GZIP header")) {
                return null;
            }
            throw new AssertionError("unpacked what the JDK refuses", refused);
        }
    }

    @AfterAll
    static void say() {
        long inputs = OUTCOMES.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder outcomes = new StringBuilder();
        OUTCOMES.forEach((outcome, count) ->
                outcomes.append(", ").append(outcome).append(' ').append(Said.count(count)));
        Said.say("unpack: " + Said.count(inputs) + " inputs" + outcomes);
    }
}

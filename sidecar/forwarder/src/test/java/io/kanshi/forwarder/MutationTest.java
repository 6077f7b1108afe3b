package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.forward.ForwardLimits;
import io.kanshi.forwarder.forward.ForwardServer;
import io.kanshi.forwarder.frame.Intake;
import io.kanshi.forwarder.frame.TaskIdentity;
import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.Unpacker;
import io.kanshi.wire.ValidUtf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages with bytes changed, left out, doubled and cut, one connection each: nothing crashes, hangs or grows, every line that came out
 * is JSON, and the account comes out even. {@code -Dkanshi.mutations=10000000} is the long run.
 */
final class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("kanshi.mutations", 20_000);
    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingThatCanBeSentBreaksTheSidecar() throws Exception {
        Dice dice = Seeds.diceFor("MutationTest");
        List<byte[]> seeds = seeds();
        Holding holding = new Holding(null, false, 64 << 20, 0);
        Intake intake = new Intake(
                new Intake.Shape(4096, 64 << 10, 1000, 10_000, 4, true),
                UUID.randomUUID(),
                1,
                () -> TaskIdentity.UNKNOWN,
                holding,
                null,
                Clock.systemUTC());
        Path socket = folder.resolve("s");
        long events = 0;
        try (ForwardServer server = new ForwardServer(new ForwardLimits(1 << 20, 1 << 20, 64), intake)) {
            server.listen(socket, 0666);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] sent = mutated(dice.pick(seeds), dice);
                try (ForwardClient client = ForwardClient.unix(socket)) {
                    client.send(sent);
                    turns(server, intake, 3);
                } catch (IOException refused) {
                    turns(server, intake, 1);
                }
                events += i % 100 == 0 ? delivered(holding) : 0;
            }
            intake.finish();
            intake.turnEnded();
            events += delivered(holding);
            assertThat(server.openConnections()).isLessThan(64);
        }
        assertThat(intake.totals().held()).isZero();
        assertThat(intake.totals().received())
                .isEqualTo(events + intake.totals().joined());
        assertThat(events).isPositive();
    }

    private static void turns(ForwardServer server, Intake intake, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            server.turn(0);
            intake.tick();
            intake.turnEnded();
            server.ack(Long.MAX_VALUE);
        }
    }

    /** Takes out all frames, reads them, and counts the events. A sender may say a key twice, and so may the line. */
    private static long delivered(Holding holding) throws Exception {
        List<Frame> frames = holding.first(Integer.MAX_VALUE, Long.MAX_VALUE, 0);
        long events = 0;
        try (Unpacker unpacker = new Unpacker()) {
            for (Frame frame : frames) {
                assertThat(unpacker.unpack(frame.bytes(), 0, frame.bytes().length))
                        .isEqualTo(Unpacker.Outcome.UNPACKED);
                events += events(new String(
                        unpacker.bytes(), unpacker.start(), unpacker.end() - unpacker.start(), StandardCharsets.UTF_8));
            }
        }
        holding.delivered(frames.stream().map(Frame::id).toList());
        return events;
    }

    private static long events(String frame) {
        List<String> lines = frame.lines().toList();
        JsonScanner scanner = new JsonScanner();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            scanner.reset(bytes, 0, bytes.length);
            assertThat(scanner.skip(scanner.next())).as(line).isTrue();
            assertThat(scanner.next()).as(line).isEqualTo(JsonScanner.Token.END);
            assertThat(ValidUtf8.holds(bytes, 0, bytes.length)).as(line).isTrue();
        }
        return lines.size() - 1L;
    }

    private static List<byte[]> seeds() {
        ForwardEntry entry = ForwardEntry.of(
                TIME,
                Map.of(
                        "log",
                        "ERROR \"no\"\n\tat a",
                        "container_id",
                        "abc",
                        "n",
                        5,
                        "deep",
                        Map.of("a", List.of(1, 2))));
        List<ForwardEntry> entries = List.of(entry, entry.metadata(Map.of("m", 1)));
        DockerLines docker = new DockerLines(Container.of("shop-api"));
        return List.of(
                DockerLines.joined(docker.line(TIME, "stdout", "a line of a container")),
                DockerLines.joined(docker.line(TIME, "stderr", "x".repeat(40_000))),
                ForwardMessages.message("tag", entry, ForwardMessages.NO_OPTIONS),
                ForwardMessages.forward("tag", entries, ForwardMessages.chunk("c")),
                ForwardMessages.packedForward("tag", ForwardMessages.entries(entries), ForwardMessages.chunk("c")),
                ForwardMessages.compressed("tag", List.of(entries, entries), Compression.GZIP, Map.of()),
                ForwardMessages.compressed("tag", List.of(entries), Compression.ZSTD, ForwardMessages.chunk("c")));
    }

    private static byte[] mutated(byte[] seed, Dice dice) {
        byte[] bytes = seed.clone();
        for (int times = dice.between(1, 4); times > 0 && bytes.length > 2; times--) {
            int at = dice.between(0, bytes.length - 1);
            int length = Math.min(dice.pick(1, 2, 8, 100), bytes.length - at);
            bytes = switch (dice.between(0, 4)) {
                case 0 -> changed(bytes, at, (byte) dice.between(0, 255));
                case 1 -> changed(bytes, at, (byte) (bytes[at] ^ 1 << dice.between(0, 7)));
                case 2 -> spliced(bytes, at, at + length, new byte[0]);
                case 3 -> spliced(bytes, at, at, java.util.Arrays.copyOfRange(bytes, at, at + length));
                default -> java.util.Arrays.copyOf(bytes, at);
            };
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] spliced = new byte[bytes.length - (to - from) + between.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
        return spliced;
    }
}

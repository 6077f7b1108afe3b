package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of lines: cut by Docker and put together, joined, binary, too long. */
@SuppressWarnings("NullAway.Init") // set up before each test
final class LinesTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private final DockerLines docker = new DockerLines(Container.of("shop-api"));
    private KinesisFake kinesis;
    private Running running;
    private ForwardClient client;

    @BeforeEach
    void start() throws Exception {
        kinesis = KinesisFake.start(Running.STREAM);
        running = Running.start(folder, kinesis, "KANSHI_LINE_MAX_BYTES", "256KiB");
        client = running.client();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        running.close();
        kinesis.close();
    }

    private void send(List<byte[]> messages) throws Exception {
        client.send(DockerLines.joined(messages));
    }

    private List<SidecarEvent> events(int count) {
        SidecarFrames frames = SidecarFrames.await(kinesis, count, LONG);
        frames.checkAccounts();
        return frames.events();
    }

    @Test
    void aLongLineIsPutTogether() throws Exception {
        String line = "{\"msg\":\"" + "é".repeat(30_000) + "\"}";
        send(docker.line(TIME, "stdout", line));
        SidecarEvent event = events(1).get(0);
        assertThat(event.log())
                .as("cut in the middle of a character, and whole again")
                .isEqualTo(line);
        assertThat(event.members()).doesNotContainKeys("log_base64", "partial", "partial_id", "kanshi_piece_id");
        assertThat(event.joined()).isEqualTo(3);
    }

    @Test
    void piecesInAnyOrder() throws Exception {
        String line = "5" + "abcdefghij".repeat(5_000);
        List<byte[]> pieces = new ArrayList<>(docker.line(TIME, "stdout", line));
        java.util.Collections.swap(pieces, 0, 2);
        send(pieces);
        assertThat(events(1).get(0).log()).isEqualTo(line);
    }

    @Test
    void aLineWhoseEndNeverComesIsMarked() throws Exception {
        send(docker.line(TIME, "stdout", "x".repeat(40_000)).subList(0, 2));
        SidecarEvent event = events(1).get(0);
        assertThat(event.log()).hasSize(2 * 16384);
        assertThat(event.partial()).isEqualTo("incomplete");
    }

    @Test
    void stackTracesAreOneEvent() throws Exception {
        send(docker.line(TIME, "stderr", "2026-11-23 ERROR failed"));
        send(docker.line(TIME, "stderr", "java.lang.IllegalStateException: no"));
        send(docker.line(TIME, "stderr", "\tat a.B.c(B.java:1)"));
        send(docker.line(TIME, "stdout", "2026-11-23 INFO other"));
        send(docker.line(TIME, "stderr", "\tat d.E.f(E.java:2)"));
        send(docker.line(TIME, "stderr", "2026-11-23 INFO next"));
        List<SidecarEvent> events = events(3);
        assertThat(events)
                .extracting(SidecarEvent::log)
                .containsExactlyInAnyOrder(
                        "2026-11-23 ERROR failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\tat d.E.f(E.java:2)",
                        "2026-11-23 INFO other",
                        "2026-11-23 INFO next");
    }

    @Test
    void bytesThatAreNoTextAreKept() throws Exception {
        byte[] binary = new byte[50_000];
        Seeds.diceFor("LinesTest.binary").random().nextBytes(binary);
        for (int i = 0; i < binary.length; i++) {
            binary[i] = binary[i] == '\n' ? 0 : binary[i];
        }
        send(docker.line(TIME, "stdout", binary));
        SidecarEvent event = events(1).get(0);
        assertThat(event.logBytes()).isEqualTo(binary);
        assertThat(event.log()).isEqualTo(new String(binary, StandardCharsets.UTF_8));
    }

    @Test
    void aLineOverTheLimitIsCutAndMarked() throws Exception {
        byte[] message = io.kanshi.testkit.sidecar.ForwardMessages.message(
                "tag",
                io.kanshi.testkit.sidecar.ForwardEntry.of(
                        TIME, java.util.Map.of("log", "é".repeat(200_000), "container_name", "/a", "source", "stdout")),
                java.util.Map.of());
        client.send(message);
        SidecarEvent event = events(1).get(0);
        assertThat(event.log()).isEqualTo("é".repeat(128 << 10));
        assertThat(event.truncatedBytes()).isEqualTo(400_000 - (256 << 10));
    }

    @Test
    void whatDoesNotCompressStillFitsRecords() throws Exception {
        Dice dice = Seeds.diceFor("LinesTest.noise");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] noise = new byte[90_000];
            dice.random().nextBytes(noise);
            lines.add(i + java.util.Base64.getEncoder().encodeToString(noise));
            send(docker.line(TIME.plusMillis(i), "stdout", lines.get(i)));
        }
        assertThat(events(40)).extracting(SidecarEvent::log).containsExactlyElementsOf(lines);
    }

    @Test
    void quietIsSaid() throws Exception {
        try (KinesisFake other = KinesisFake.start(Running.STREAM);
                Running quiet = Running.start(
                        java.nio.file.Files.createDirectories(folder.resolve("quiet")),
                        other,
                        "KANSHI_FRAME_IDLE_HEADER_EVERY",
                        "1s")) {
            other.awaitRecords(2, LONG);
            assertThat(SidecarFrames.of(other).headers()).allMatch(header -> header.events() == 0);
            assertThat(quiet.sidecar.parts().holding().frames()).isLessThan(2);
        }
    }

    @Test
    void theJobReadsWhatTheSidecarWrites() throws Exception {
        send(docker.line(TIME, "stdout", "{\"level\":\"error\",\"msg\":\"no\"}"));
        send(docker.line(TIME, "stdout", "x".repeat(40_000)));
        events(2);
        List<String> levels = new ArrayList<>();
        List<FrameHeader> headers = new ArrayList<>();
        EventSink sink = new EventSink() {
            @Override
            public void event(LogEvent event) {
                levels.add(event.level + " " + event.log.length() + " " + event.joined);
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                throw new AssertionError(letter.reason() + ": " + letter.detail());
            }

            @Override
            public void header(FrameHeader header) {
                headers.add(header);
            }
        };
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (AcceptedRecord record : kinesis.records()) {
                decoder.decode(record.data(), 0, record.data().length, TIME.toEpochMilli(), sink);
            }
        }
        assertThat(levels).hasSize(2).anyMatch(event -> event.contains("40000 2"));
        assertThat(headers).isNotEmpty();
    }
}

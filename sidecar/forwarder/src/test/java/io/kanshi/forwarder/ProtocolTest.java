package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.forward.Refusal;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.testkit.sidecar.ForwardTime;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may send: every mode of the Forward protocol, and what is none. */
@SuppressWarnings("NullAway.Init") // set up before each test
final class ProtocolTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00.123456789Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private KinesisFake kinesis;
    private Running running;
    private ForwardClient client;

    @BeforeEach
    void start() throws Exception {
        kinesis = KinesisFake.start(Running.STREAM);
        running = Running.start(
                folder,
                kinesis,
                "KANSHI_FORWARD_MAX_MESSAGE_BYTES",
                "1MiB",
                "KANSHI_FORWARD_MAX_UNPACKED_BYTES",
                "4MiB",
                "KANSHI_FORWARD_MAX_CONNECTIONS",
                "1100");
        client = running.client();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        running.close();
        kinesis.close();
    }

    private static ForwardEntry entry(String log) {
        return ForwardEntry.of(TIME, Map.of("log", log, "container_name", "/app", "source", "stdout"));
    }

    private List<String> logs(int events) {
        return SidecarFrames.await(kinesis, events, LONG).events().stream()
                .map(SidecarEvent::log)
                .toList();
    }

    private long refused(Refusal refusal) {
        return running.sidecar.parts().intake().count(refusal);
    }

    @Test
    void everyModeAndFormOfTime() throws Exception {
        List<String> expected = new ArrayList<>();
        for (ForwardTime form : ForwardTime.values()) {
            ForwardEntry entry = entry("5 " + form).form(form);
            client.send(ForwardMessages.message("tag", entry, ForwardMessages.NO_OPTIONS));
            client.send(ForwardMessages.message("tag", entry, Map.of()));
            client.send(ForwardMessages.forward("tag", List.of(entry, entry), ForwardMessages.NO_OPTIONS));
            client.send(new byte[] {ForwardMessages.NIL});
            byte[] packed = ForwardMessages.entries(List.of(entry, entry.metadata(Map.of("a", 1))));
            client.send(ForwardMessages.packedForward("tag", packed, Map.of("size", 2)));
            client.send(ForwardMessages.packedForwardAsText("tag", packed, Map.of()));
            for (Compression compression : Compression.values()) {
                client.send(ForwardMessages.compressed(
                        "tag", List.of(List.of(entry), List.of(entry, entry)), compression, Map.of()));
            }
            for (int i = 0; i < 14; i++) {
                expected.add("5 " + form);
            }
        }
        SidecarFrames frames = SidecarFrames.await(kinesis, expected.size(), LONG);
        assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(expected);
        assertThat(frames.events())
                .filteredOn(event -> !event.log().endsWith("SECONDS"))
                .extracting(SidecarEvent::time)
                .containsOnly(TIME);
        assertThat(frames.events())
                .filteredOn(event -> event.log().endsWith("SECONDS"))
                .extracting(SidecarEvent::time)
                .containsOnly(Instant.parse("2026-11-23T08:42:00Z"));
    }

    @Test
    void theMagicBytesCountNotTheLabel() throws Exception {
        byte[] payload = Compression.ZSTD.compress(ForwardMessages.entries(List.of(entry("1 zstd"))));
        client.send(ForwardMessages.packedForward("tag", payload, Map.of("compressed", "gzip")));
        client.send(ForwardMessages.packedForward(
                "tag", ForwardMessages.entries(List.of(entry("2 plain"))), Map.of("compressed", "gzip")));
        assertThat(logs(2)).containsExactly("1 zstd", "2 plain");
    }

    @Test
    void messagesMayBeCutAnywhere() throws Exception {
        Dice dice = Seeds.diceFor("ProtocolTest.cut");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String log = i + " " + "x".repeat(dice.between(0, 600));
            expected.add(log);
            client.sendInPieces(ForwardMessages.message("tag", entry(log), Map.of()), dice.pick(1, 7, 100, 1000), dice);
        }
        assertThat(logs(300)).containsExactlyElementsOf(expected);
    }

    @Test
    void acksGiveTheChunkBackUnchanged() throws Exception {
        client.send(ForwardMessages.packedForward(
                "tag", ForwardMessages.entries(List.of(entry("1"))), ForwardMessages.chunk("cGFzcw==")));
        assertThat(client.awaitAck(LONG)).isEqualTo("cGFzcw==");
    }

    @Test
    void aPayloadThatIsBrokenIsAckedOrItWouldComeForEver() throws Exception {
        byte[] packed = ForwardMessages.entries(List.of(entry("1 before"), entry("2 cut")));
        client.send(ForwardMessages.packedForward(
                "tag", Arrays.copyOf(packed, packed.length - 3), ForwardMessages.chunk("one")));
        assertThat(client.awaitAck(LONG)).isEqualTo("one");
        byte[] gzip = Compression.GZIP.compress(packed);
        gzip[gzip.length - 6] ^= 1;
        client.send(ForwardMessages.packedForward("tag", gzip, ForwardMessages.chunk("two")));
        assertThat(client.awaitAck(LONG)).isEqualTo("two");
        assertThat(logs(1)).containsExactly("1 before");
        assertThat(refused(Refusal.BROKEN_PAYLOAD)).isEqualTo(1);
        assertThat(refused(Refusal.BROKEN_COMPRESSION)).isEqualTo(1);
    }

    @Test
    void aCompressionBombIsRefusedAndTheConnectionGoesOn() throws Exception {
        byte[] bomb = Compression.ZSTD.compress(new byte[100 << 20]);
        client.send(ForwardMessages.packedForward("tag", bomb, ForwardMessages.chunk("bomb")));
        assertThat(client.awaitAck(LONG)).isEqualTo("bomb");
        client.send(ForwardMessages.message("tag", entry("after"), Map.of()));
        assertThat(logs(1)).containsExactly("after");
        assertThat(refused(Refusal.PAYLOAD_TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void whatIsNoMessageEndsThatConnectionOnly() throws Exception {
        for (byte[] broken : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[] {(byte) 0xc1},
                ForwardMessages.value(List.of("tag", "", "", "", "")),
                ForwardMessages.value(Map.of("a", 1)),
                nested(100))) {
            try (ForwardClient bad = running.client()) {
                bad.send(broken);
                assertThat(bad.endsWithin(LONG)).as("connection ended").isTrue();
            }
        }
        try (ForwardClient huge = running.client()) {
            huge.send(new byte[] {(byte) 0x93, (byte) 0xdb, 0x7f, 0, 0, 0});
            assertThat(huge.endsWithin(LONG)).isTrue();
        }
        client.send(ForwardMessages.message("tag", entry("others go on"), Map.of()));
        assertThat(logs(1)).containsExactly("others go on");
        assertThat(refused(Refusal.BROKEN_MESSAGE)).isEqualTo(5);
        assertThat(refused(Refusal.MESSAGE_TOO_LARGE)).isEqualTo(1);
    }

    private static byte[] nested(int depth) {
        byte[] nested = new byte[depth];
        Arrays.fill(nested, (byte) 0x91);
        return nested;
    }

    @Test
    void metricsAndTracesAreNoLogs() throws Exception {
        client.send(ForwardMessages.packedForward(
                "tag",
                ForwardMessages.entries(List.of(entry("a metric"))),
                ForwardMessages.with(ForwardMessages.chunk("m"), "fluent_signal", 1)));
        assertThat(client.awaitAck(LONG)).isEqualTo("m");
        assertThat(refused(Refusal.OTHER_SIGNAL)).isEqualTo(1);
    }

    @Test
    void aRecordWithoutLogBecomesTheLog() throws Exception {
        client.send(ForwardMessages.message(
                "app.access", ForwardEntry.of(TIME, Map.of("message", "paid \"now\"")), Map.of()));
        SidecarEvent event = SidecarFrames.await(kinesis, 1, LONG).events().get(0);
        assertThat(event.log()).isEqualTo("{\"message\":\"paid \\\"now\\\"\"}");
        assertThat(event.containerName()).isEqualTo("app.access");
    }

    @Test
    void labelsAreKeptAndCannotSpeakForTheEnvelope() throws Exception {
        client.send(ForwardMessages.message(
                "tag",
                ForwardEntry.of(TIME, Map.of("log", "1", "container_name", "/a", "team", "shop", "time", "1999")),
                Map.of()));
        SidecarEvent event = SidecarFrames.await(kinesis, 1, LONG).events().get(0);
        assertThat(event.time()).isEqualTo(TIME);
        assertThat(event.members()).containsEntry("team", "shop").containsEntry("record.time", "1999");
    }

    @Test
    void partsOfLargeMessagesAreBoundedTogether() throws Exception {
        byte[] part = Arrays.copyOf(new byte[] {(byte) 0x92, (byte) 0xa1, 't', (byte) 0xc6, 0, 0x0f, 0, 0}, 900_000);
        List<ForwardClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                clients.add(running.client());
                clients.get(i).send(part);
            }
        } catch (java.io.IOException closed) {
            assertThat(refused(Refusal.MESSAGE_TOO_LARGE)).isPositive();
        }
        client.send(ForwardMessages.message("tag", entry("5 others"), Map.of()));
        assertThat(logs(1)).containsExactly("5 others");
        assertThat(refused(Refusal.MESSAGE_TOO_LARGE))
                .as("connections closed for want of memory")
                .isPositive();
        for (ForwardClient each : clients) {
            each.close();
        }
    }

    @Test
    void aThousandConnectionsOneOfThemSlow() throws Exception {
        List<ForwardClient> clients = new ArrayList<>();
        byte[] slow = ForwardMessages.message("tag", entry("slow"), Map.of());
        client.send(Arrays.copyOf(slow, 10));
        for (int i = 0; i < 1000; i++) {
            clients.add(running.client());
        }
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).send(ForwardMessages.message("tag", entry("client " + i), Map.of()));
        }
        assertThat(logs(1000)).hasSize(1000);
        for (ForwardClient each : clients) {
            each.close();
        }
    }

    @Test
    void aClientThatNeverReadsItsAcksIsClosedAndSlowsNobody() throws Exception {
        byte[] asking = ForwardMessages.forward("tag", List.of(entry("3 ack")), ForwardMessages.chunk("c".repeat(200)));
        try (java.nio.channels.SocketChannel deaf =
                java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(running.socket))) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(asking);
            try {
                for (int i = 0; i < 20_000; i++) {
                    deaf.write(bytes.rewind());
                }
            } catch (java.io.IOException closed) {
                assertThat(refused(Refusal.ACKS_NOT_READ)).isEqualTo(1);
            }
        }
        client.send(ForwardMessages.message("tag", entry("4 others"), Map.of()));
        assertThat(SidecarFrames.await(kinesis, 1, LONG).events()).isNotEmpty();
        assertThat(refused(Refusal.ACKS_NOT_READ)).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoSocketIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "somebody's");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Running.start(folder, kinesis, "KANSHI_FORWARD_SOCKET", file.toString()))
                .hasMessageContaining("forward.socket must be free");
        assertThat(file).hasContent("somebody's");
    }

    @Test
    void tcpOnLoopbackWhenAsked() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Running tcp = Running.start(other, kinesis, "KANSHI_FORWARD_TCP", "127.0.0.1:" + port);
                ForwardClient overTcp =
                        ForwardClient.tcp(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port))) {
            overTcp.send(new byte[] {ForwardMessages.NIL});
            overTcp.send(ForwardMessages.message("tag", entry("over tcp"), Map.of()));
            assertThat(logs(1)).containsExactly("over tcp");
        }
    }
}

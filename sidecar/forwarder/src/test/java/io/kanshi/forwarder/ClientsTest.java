package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.NodeLogger;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluentd.logger.FluentLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.komamitsu.fluency.Fluency;
import org.komamitsu.fluency.fluentd.FluencyBuilderForFluentd;

/** Clients that others wrote. */
@SuppressWarnings("NullAway.Init") // set up before each test
final class ClientsTest {

    private static final int EVENTS = 5000;
    private static final int NODE_EVENTS = 1000;
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private KinesisFake kinesis;
    private Running running;
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        kinesis = KinesisFake.start(Running.STREAM);
        running = Running.start(folder, kinesis, "KANSHI_FORWARD_TCP", "127.0.0.1:" + port);
    }

    @AfterEach
    void end() throws Exception {
        running.close();
        kinesis.close();
    }

    private void arrived(List<String> expected) {
        SidecarFrames frames = SidecarFrames.await(kinesis, expected.size(), LONG);
        frames.checkAccounts();
        assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(frames.events()).extracting(SidecarEvent::containerName).containsOnly("app.access");
    }

    private void fluency(FluencyBuilderForFluentd builder) throws Exception {
        List<String> expected = new ArrayList<>();
        try (Fluency fluency = builder.build("127.0.0.1", port)) {
            for (int i = 0; i < EVENTS; i++) {
                fluency.emit("app.access", Map.of("n", i));
                expected.add("{\"n\":" + i + "}");
            }
            fluency.flush();
            assertThat(fluency.waitUntilAllBufferFlushed(20)).isTrue();
        }
        arrived(expected);
    }

    @Test
    void fluency() throws Exception {
        fluency(new FluencyBuilderForFluentd());
    }

    @Test
    void fluencyWithAcks() throws Exception {
        FluencyBuilderForFluentd builder = new FluencyBuilderForFluentd();
        builder.setAckResponseMode(true);
        fluency(builder);
    }

    @ParameterizedTest
    @EnumSource
    void nodesLogger(NodeLogger.Mode mode) throws Exception {
        NodeLogger.send(running.socket, mode, NodeLogger.Acks.NO_ACKS, NODE_EVENTS);
        arrived(nodesRecords());
    }

    @ParameterizedTest
    @EnumSource
    void nodesLoggerWithAcks(NodeLogger.Mode mode) throws Exception {
        NodeLogger.send(running.socket, mode, NodeLogger.Acks.ACKS, NODE_EVENTS);
        arrived(nodesRecords());
    }

    private static List<String> nodesRecords() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < NODE_EVENTS; i++) {
            records.add("{\"n\":" + i + ",\"text\":\"\\\"é\\\" " + i + "\"}");
        }
        return records;
    }

    @Test
    void fluentLogger() {
        FluentLogger logger = FluentLogger.getLogger("app", "127.0.0.1", port);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            assertThat(logger.log("access", Map.of("n", i))).isTrue();
            expected.add("{\"n\":" + i + "}");
        }
        logger.flush();
        arrived(expected);
        logger.close();
    }
}

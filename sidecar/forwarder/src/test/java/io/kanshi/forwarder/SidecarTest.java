package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.FrameHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole sidecar: what goes in over the socket comes out of Kinesis. */
final class SidecarTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00.123456789Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLineOfDockerArrivesVerbatim() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            Ending ending;
            try (Running running = Running.start(folder, kinesis);
                    ForwardClient client = running.client()) {
                DockerLines lines = new DockerLines(Container.of("shop-api"));
                client.send(DockerLines.joined(
                        lines.line(TIME, "stdout", "{\"msg\":\"a \\\"quote\\\" and \\n\",\"n\":1}")));
                client.send(DockerLines.joined(lines.line(TIME, "stderr", "tab\tand é and \u0001")));
                SidecarFrames.await(kinesis, 2, LONG);
                ending = running.end();
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.events())
                    .extracting(SidecarEvent::log)
                    .containsExactlyInAnyOrder(
                            "{\"msg\":\"a \\\"quote\\\" and \\n\",\"n\":1}", "tab\tand é and \u0001");
            assertThat(frames.events()).extracting(SidecarEvent::time).containsOnly(TIME);
            assertThat(ending.exitCode()).isZero();
            try (Stream<Path> left = Files.list(folder.resolve("spill"))) {
                assertThat(left)
                        .extracting(file -> file.getFileName().toString())
                        .containsExactly("lock");
            }
        }
    }

    @Test
    void everyFrameButTheFarewellPromisesAnother() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            try (Running running = Running.start(folder, kinesis, "KANSHI_FRAME_IDLE_HEADER_EVERY", "7s")) {
                sendTheOnlyLine(running, kinesis);
                assertThat(running.end().exitCode()).isZero();
            }
            assertThat(SidecarFrames.of(kinesis).headers())
                    .extracting(header -> header.events() + " " + header.nextWithinMillis())
                    .containsExactly("1 7000", "0 " + FrameHeader.LAST);
        }
    }

    /** A soak found eight headers left at the end: they kept coming, one for each idle time, while Kinesis was slow. */
    @Test
    void nothingIsSaidAfterTheFarewellHoweverLongItTakes() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            try (Running running = Running.start(folder, kinesis, "KANSHI_FRAME_IDLE_HEADER_EVERY", "1s")) {
                sendTheOnlyLine(running, kinesis);
                // With the pauses between them, at least three seconds.
                kinesis.fault(new KinesisFault.ThrottleAll(), 7);
                assertThat(running.end().exitCode()).isZero();
            }
            assertThat(SidecarFrames.of(kinesis).headers().stream()
                            .filter(header -> header.nextWithinMillis() == FrameHeader.LAST))
                    .hasSize(1);
        }
    }

    private static void sendTheOnlyLine(Running running, KinesisFake kinesis) throws Exception {
        try (ForwardClient client = running.client()) {
            client.send(DockerLines.joined(
                    new DockerLines(Container.of("shop-api")).line(TIME, "stdout", "the only line")));
            SidecarFrames.await(kinesis, 1, LONG);
        }
    }

    @Test
    void aMillionBytesInOrder() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            int count = 50_000;
            try (Running running = Running.start(folder, kinesis);
                    ForwardClient client = running.client()) {
                DockerLines lines = new DockerLines(Container.of("shop-api"));
                for (int i = 0; i < count; i++) {
                    client.send(DockerLines.joined(
                            lines.line(TIME.plusNanos(i), "stdout", String.format(Locale.ROOT, "2026 line %07d", i))));
                }
                client.finish();
                SidecarFrames.await(kinesis, count, LONG);
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.events()).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(frames.events().get(i).log()).isEqualTo(String.format(Locale.ROOT, "2026 line %07d", i));
            }
        }
    }
}

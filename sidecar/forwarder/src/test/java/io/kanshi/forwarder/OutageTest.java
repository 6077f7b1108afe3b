package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinesis away, throttling, refusing, losing answers; the sidecar ended in the middle of it. */
final class OutageTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private static void send(ForwardClient client, DockerLines docker, List<String> lines) throws Exception {
        for (int i = 0; i < lines.size(); i++) {
            client.send(DockerLines.joined(docker.line(TIME.plusNanos(i), "stdout", lines.get(i))));
        }
        client.finish();
        assertThat(client.endsWithin(LONG)).as("the sidecar has read all").isTrue();
    }

    private static List<String> numbered(int count) {
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(i + " a line of some length, so that it is not all about the rest of the event");
        }
        return lines;
    }

    @Test
    void whileKinesisIsAwayNothingIsLostAndTheOrderStays() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            List<String> lines = numbered(100_000);
            kinesis.leave();
            try (Running running = Running.start(folder, kinesis, "KANSHI_FRAME_MAX_BYTES", "512KiB")) {
                try (ForwardClient client = running.client()) {
                    send(client, new DockerLines(Container.of("shop-api")), lines);
                }
                assertThat(running.sidecar.parts().holding().frames()).isGreaterThan(5);
                kinesis.comeBack();
                SidecarFrames.await(kinesis, lines.size(), LONG);
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.gaps()).isEmpty();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines);
        }
    }

    @Test
    void whatIsRefusedOrUnansweredComesAgainWithTheSameNumber() throws Exception {
        Dice dice = Seeds.diceFor("OutageTest.refused");
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            List<String> lines = numbered(60_000);
            kinesis.fault(new KinesisFault.RefuseShare(dice, 0.5));
            try (Running running = Running.start(folder, kinesis, "KANSHI_FRAME_MAX_BYTES", "512KiB");
                    ForwardClient client = running.client()) {
                send(client, new DockerLines(Container.of("shop-api")), lines);
                kinesis.fault(new KinesisFault.LoseAnswers(), 3);
                kinesis.awaitRequests(kinesis.counts().requests() + 4, LONG);
                kinesis.fault(KinesisFault.RefuseRequests.expiredToken(), 3);
                SidecarFrames.await(kinesis, lines.size(), LONG);
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines);
        }
    }

    @Test
    void whenNothingHasRoomTheLowestLevelsGoFirstAndErrorsStay() throws Exception {
        Dice dice = Seeds.diceFor("OutageTest.shed");
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            List<String> errors = new ArrayList<>();
            kinesis.leave();
            Ending ending;
            try (Running running = Running.start(
                    folder,
                    kinesis,
                    "KANSHI_FRAME_MAX_BYTES",
                    "256KiB",
                    "KANSHI_LINE_MAX_BYTES",
                    "64KiB",
                    "KANSHI_HOLD_MEMORY_BYTES",
                    "1MiB",
                    "KANSHI_SPILL_MAX_BYTES",
                    "4MiB")) {
                DockerLines docker = new DockerLines(Container.of("shop-api"));
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < 60_000; i++) {
                    boolean error = i % 500 == 0;
                    lines.add((error ? "ERROR " : "INFO ") + i + " " + dice.hex(200));
                    if (error) {
                        errors.add(lines.get(i));
                    }
                }
                try (ForwardClient client = running.client()) {
                    send(client, docker, lines);
                }
                assertThat(running.sidecar.parts().holding().memoryBytes()).isLessThanOrEqualTo(1 << 20);
                assertThat(running.sidecar.parts().holding().diskBytes()).isLessThanOrEqualTo(4 << 20);
                kinesis.comeBack();
                ending = running.end();
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(ending.totals().shed()).as("lines shed").isPositive();
            assertThat(ending.totals().received())
                    .isEqualTo(ending.totals().shed()
                            + ending.totals().joined()
                            + frames.events().size());
            assertThat(frames.events())
                    .extracting(SidecarEvent::log)
                    .filteredOn(log -> log.startsWith("ERROR"))
                    .as("errors")
                    .hasSameSizeAs(errors)
                    .isEqualTo(errors);
        }
    }

    @Test
    void whatIsLeftAtTheEndIsSentByTheNextStart() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            List<String> lines = numbered(1000);
            kinesis.fault(new KinesisFault.ThrottleAll());
            Ending ending;
            try (Running running = Running.start(folder, kinesis, "KANSHI_GRACE", "1s")) {
                try (ForwardClient client = running.client()) {
                    send(client, new DockerLines(Container.of("shop-api")), lines);
                }
                ending = running.end();
            }
            assertThat(ending.exitCode()).isEqualTo(Ending.LEFT_ON_DISK);
            assertThat(ending.eventsLeft()).isEqualTo(1000);
            kinesis.heal();
            try (Running next = Running.start(folder, kinesis)) {
                SidecarFrames.await(kinesis, 1000, LONG);
                assertThat(next.end().exitCode()).isZero();
            }
            SidecarFrames.of(kinesis).checkAccounts();
            assertThat(SidecarFrames.of(kinesis).events())
                    .extracting(SidecarEvent::log)
                    .containsExactlyElementsOf(lines);
        }
    }

    @Test
    void aDamagedFrameIsSetAsideAndTheOthersAreSent() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            kinesis.fault(new KinesisFault.ThrottleAll());
            try (Running running = Running.start(folder, kinesis, "KANSHI_GRACE", "1s");
                    ForwardClient client = running.client()) {
                send(client, new DockerLines(Container.of("shop-api")), numbered(100));
                running.end();
            }
            Path spill = folder.resolve("spill");
            Path frame;
            try (Stream<Path> files = Files.list(spill)) {
                frame = files.filter(file -> file.toString().endsWith("_99.zst")
                                || file.toString().endsWith("_100.zst"))
                        .findFirst()
                        .orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(frame);
            bytes[bytes.length / 2] ^= 1;
            Files.write(frame, bytes);
            kinesis.heal();
            try (Running next = Running.start(folder, kinesis)) {
                assertThat(next.sidecar.parts().holding().corrupt()).isEqualTo(1);
                assertThat(next.end().exitCode()).isZero();
            }
            assertThat(frame.resolveSibling(frame.getFileName() + ".corrupt")).exists();
        }
    }

    @Test
    void underThrottlingMoreLanesAndEveryContainersOrder() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            int containers = 5;
            int count = 2000;
            kinesis.fault(new KinesisFault.ThrottleAll());
            try (Running running = Running.start(folder, kinesis);
                    ForwardClient client = running.client()) {
                List<DockerLines> docker = new ArrayList<>();
                for (int i = 0; i < containers; i++) {
                    docker.add(new DockerLines(Container.of("c" + i)));
                }
                for (int i = 0; i < count; i++) {
                    if (i == count / 2) {
                        kinesis.awaitRequests(6, LONG);
                    }
                    for (DockerLines each : docker) {
                        client.send(DockerLines.joined(each.line(TIME.plusNanos(i), "stdout", i + " line")));
                    }
                }
                client.finish();
                assertThat(client.endsWithin(LONG)).isTrue();
                kinesis.heal();
                SidecarFrames.await(kinesis, containers * count, LONG);
            }
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.headers()).as("lanes").anyMatch(header -> header.lane() > 0);
            for (int i = 0; i < containers; i++) {
                String name = "c" + i;
                List<String> logs = frames.events().stream()
                        .filter(event -> String.valueOf(event.containerName()).contains(name))
                        .map(SidecarEvent::log)
                        .toList();
                assertThat(logs).hasSize(count);
                for (int line = 0; line < count; line++) {
                    assertThat(logs.get(line)).isEqualTo(line + " line");
                }
            }
        }
    }
}

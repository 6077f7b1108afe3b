package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill −9 at random points. What was acked arrives. Of a driver that asks for no acks only the end of a connection may be missing, what
 * sat unread in the socket; nothing comes twice but with equal (boot, lane, seq), which the reader of frames checks.
 */
final class KillTest {

    private static final int KILLS = Integer.getInteger("kanshi.kills", 50);
    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");

    @TempDir
    private Path folder = Path.of("");

    private volatile boolean over;

    @Test
    void whatWasAckedArrivesAndOfOthersOnlyTheUnreadEndIsMissing() throws Exception {
        Dice dice = Seeds.diceFor("KillTest");
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            List<String> acked = new ArrayList<>();
            Map<String, Integer> sent = new HashMap<>();
            Thread acking = new Thread(() -> sendAndAwaitAcks(acked), "acking client");
            Thread docker = new Thread(() -> sendLikeDocker(sent), "docker");
            SidecarProcess sidecar = SidecarProcess.start(folder, kinesis);
            acking.start();
            docker.start();
            for (int kill = 0; kill < KILLS; kill++) {
                TimeUnit.MILLISECONDS.sleep(dice.between(50, 900));
                disturb(kinesis, dice);
                sidecar.kill();
                sidecar = SidecarProcess.start(folder, kinesis);
            }
            kinesis.heal();
            awaitReading();
            over = true;
            acking.join();
            docker.join();
            assertThat(sidecar.end()).as(sidecar.said()).isZero();
            check(SidecarFrames.of(kinesis), acked, sent);
        }
    }

    /** The last start may take long on a busy machine; before it reads, a signal just ends it. */
    private void awaitReading() {
        ForwardEntry entry = ForwardEntry.of(
                TIME, Map.of("log", "chunk of the end", "container_name", "/acking", "source", "stdout"));
        byte[] message = ForwardMessages.message("app", entry, ForwardMessages.chunk("end"));
        while (!isAcked(message, "end")) {
            Thread.onSpinWait();
        }
    }

    private static void disturb(KinesisFake kinesis, Dice dice) {
        if (dice.chance(0.3)) {
            kinesis.fault(new KinesisFault.LoseAnswers(), 1);
        } else if (dice.chance(0.3)) {
            kinesis.fault(new KinesisFault.ThrottleAll());
        } else {
            kinesis.heal();
        }
    }

    private static void check(SidecarFrames frames, List<String> acked, Map<String, Integer> sent) {
        Map<String, List<Integer>> byConnection = new HashMap<>();
        List<String> arrived = new ArrayList<>();
        for (SidecarEvent event : frames.events()) {
            String[] words = event.log().split(" ", -1);
            if (words[0].equals("chunk")) {
                arrived.add(event.log());
            } else {
                byConnection
                        .computeIfAbsent(words[1], unused -> new ArrayList<>())
                        .add(Integer.parseInt(words[2]));
            }
        }
        assertThat(acked).as("chunks acked").isNotEmpty();
        assertThat(arrived).as("acked events").containsAll(acked);
        assertThat(byConnection).as("connections").isNotEmpty();
        byConnection.forEach((connection, numbers) -> {
            List<Integer> sorted = numbers.stream().sorted().toList();
            for (int i = 0; i < sorted.size(); i++) {
                assertThat(sorted.get(i)).as("line of connection " + connection).isEqualTo(i);
            }
            assertThat(sorted.size()).isLessThanOrEqualTo(sent.getOrDefault(connection, 0));
        });
    }

    private void sendAndAwaitAcks(List<String> acked) {
        for (int chunk = 0; !over; chunk++) {
            List<ForwardEntry> entries = new ArrayList<>();
            List<String> logs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                logs.add("chunk " + chunk + " event " + i);
                entries.add(ForwardEntry.of(
                        TIME, Map.of("log", logs.get(i), "container_name", "/acking", "source", "stdout")));
            }
            byte[] message = ForwardMessages.packedForward(
                    "app", ForwardMessages.entries(entries), ForwardMessages.chunk("c" + chunk));
            while (!over && !isAcked(message, "c" + chunk)) {
                Thread.onSpinWait();
            }
            if (!over) {
                acked.addAll(logs);
            }
        }
    }

    private boolean isAcked(byte[] message, String chunk) {
        try (ForwardClient client = ForwardClient.unix(folder.resolve("fluent.sock"))) {
            client.send(message);
            return client.awaitAck(Duration.ofSeconds(5)).equals(chunk);
        } catch (IOException | AssertionError down) {
            return false;
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void sendLikeDocker(Map<String, Integer> sent) {
        DockerLines lines = new DockerLines(Container.of("docker"));
        for (int connection = 0; !over; connection++) {
            int number = 0;
            try (ForwardClient client = ForwardClient.unix(folder.resolve("fluent.sock"))) {
                while (!over) {
                    client.send(DockerLines.joined(
                            lines.line(TIME.plusNanos(number), "stdout", "line " + connection + " " + number)));
                    number++;
                    if (number % 50 == 0) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                }
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            } catch (IOException down) {
                connection += number == 0 ? -1 : 0;
            }
            if (number > 0) {
                sent.put(Integer.toString(connection), number + 1);
            }
        }
    }
}

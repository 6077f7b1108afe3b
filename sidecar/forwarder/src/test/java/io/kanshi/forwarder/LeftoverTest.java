package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.hold.FrameTotals;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.s3.FaultProxy;
import io.kanshi.testkit.s3.S3Bucket;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Kinesis is away when the sidecar ends: what is left goes to an S3 that nobody here wrote, which may be away too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeftoverTest {

    private static final int LINES = 10_000;

    @TempDir
    private Path folder = Path.of("");

    private final S3Emulator s3;

    LeftoverTest() throws Exception {
        s3 = S3Emulator.start();
    }

    @AfterAll
    void endS3() throws Exception {
        s3.close();
    }

    @Test
    void whatKinesisDidNotTakeIsInS3AndNowhereElse() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                S3Bucket bucket = bucket("all")) {
            List<String> lines = incompressible(Seeds.diceFor("LeftoverTest.all"));
            Ending ending = end(kinesis, s3.endpoint(), "all", lines);

            assertThat(ending.exitCode()).isEqualTo(Ending.ALL_IN_S3);
            assertThat(ending.frames().held()).isZero();
            assertThat(ending.sentence())
                    .contains("0 events delivered", "in leftover.s3: 2,000 events in ", "; left: 0 events in 0 frames");
            addsUp(ending);
            assertThat(spilled()).containsExactly("lock");
            assertThat(bucket.keys())
                    .hasSizeGreaterThan(2)
                    .allMatch(key -> key.matches("left/over/dt=\\d{4}-\\d\\d-\\d\\d/hour=\\d\\d/"
                            + "[0-9a-f-]{36}-000000-\\d{12}-\\d{12}\\.frames\\.zst"));
            assertThat(bucket.keys()).allMatch(key -> bucket.bytes(key).length <= 2 << 20);
            // In the order of their names, not put in order by whoever reads them.
            List<AcceptedRecord> records = S3Frames.records(bucket);
            assertThat(S3Frames.seqs(records)).isSorted();
            SidecarFrames frames = SidecarFrames.of(records);
            frames.checkAccounts();
            assertThat(frames.gaps()).isEmpty();
            assertThat(frames.repeats()).isZero();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines);
        }
    }

    @Test
    void framesThatAreOnlyInMemoryTooAndTheyAreLostWithoutS3() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                S3Bucket bucket = bucket("memory")) {
            Ending without = end(kinesis, s3.endpoint(), "", lines(0), "KANSHI_ACK", "on-receive");
            assertThat(without.exitCode()).isEqualTo(Ending.LOST);

            Ending ending = end(kinesis, s3.endpoint(), "memory", lines(1), "KANSHI_ACK", "on-receive");

            assertThat(ending.exitCode()).isEqualTo(Ending.ALL_IN_S3);
            addsUp(ending);
            SidecarFrames frames = SidecarFrames.of(S3Frames.records(bucket));
            frames.checkAccounts();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines(1));
        }
    }

    @Test
    void whenS3IsAwayTooItStaysOnDiskAndTheNextStartDelivers() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                FaultProxy proxy = FaultProxy.before(s3.endpoint());
                S3Bucket bucket = bucket("away")) {
            proxy.leave();
            Ending ending = end(kinesis, proxy.endpoint(), "away", lines(0), "KANSHI_LEFTOVER_TIME", "1s");

            assertThat(ending.exitCode()).isEqualTo(Ending.LEFT_ON_DISK);
            assertThat(ending.eventsLeft()).isEqualTo(LINES);
            addsUp(ending);
            deliverTheRest(kinesis);
            assertThat(bucket.keys()).isEmpty();
            SidecarFrames frames = SidecarFrames.of(kinesis);
            frames.checkAccounts();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines(0));
        }
    }

    @Test
    void anAnswerThatWasLostGivesNoSecondFile() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                FaultProxy proxy = FaultProxy.before(s3.endpoint());
                S3Bucket bucket = bucket("answers")) {
            proxy.loseAnswers(3);
            List<String> lines = incompressible(Seeds.diceFor("LeftoverTest.answers"));
            Ending ending = end(kinesis, proxy.endpoint(), "answers", lines);

            assertThat(proxy.answersLost()).isEqualTo(3);
            assertThat(ending.exitCode()).isEqualTo(Ending.ALL_IN_S3);
            addsUp(ending);
            SidecarFrames frames = SidecarFrames.of(S3Frames.records(bucket));
            frames.checkAccounts();
            assertThat(frames.repeats()).isZero();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(lines);
        }
    }

    @Test
    void whereverS3GoesAwayNothingIsLostAndWhatComesTwiceIsRecognised() throws Exception {
        Dice dice = Seeds.diceFor("LeftoverTest.half");
        for (int round = 0; round < 3; round++) {
            try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                    FaultProxy proxy = FaultProxy.before(s3.endpoint());
                    S3Bucket bucket = bucket("half" + round)) {
                proxy.leaveAfter(dice.between(1, 4 << 20));
                Ending ending = end(
                        kinesis, proxy.endpoint(), "half" + round, incompressible(dice), "KANSHI_LEFTOVER_TIME", "1s");

                addsUp(ending);
                deliverTheRest(kinesis);
                List<AcceptedRecord> records = new ArrayList<>(S3Frames.records(bucket));
                records.addAll(kinesis.records());
                SidecarFrames frames = SidecarFrames.of(records);
                frames.checkAccounts();
                assertThat(frames.gaps()).isEmpty();
                assertThat(frames.events())
                        .as("round %s, %s", round, ending.sentence())
                        .extracting(event -> Integer.parseInt(event.log().substring(0, 6)))
                        .hasSize(2000)
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(ending.frames().leftover())
                        .as("frames counted as being in S3")
                        .isLessThanOrEqualTo(S3Frames.records(bucket).size());
            }
        }
    }

    private S3Bucket bucket(String name) {
        return S3Bucket.make(s3.endpoint(), name);
    }

    /** A sidecar that reads the lines while Kinesis is away, until its end. */
    private Ending end(KinesisFake kinesis, URI endpoint, String bucket, List<String> lines, String... settings)
            throws Exception {
        kinesis.leave();
        List<String> all = new ArrayList<>(List.of("KANSHI_GRACE", "1s", "KANSHI_FRAME_MAX_BYTES", "512KiB"));
        all.addAll(List.of(settings));
        if (!bucket.isEmpty()) {
            all.addAll(List.of("KANSHI_LEFTOVER_S3", "s3://" + bucket + "/left/over"));
            all.addAll(List.of("KANSHI_LEFTOVER_ENDPOINT", endpoint.toString()));
        }
        try (Running running = Running.start(folder, kinesis, all.toArray(String[]::new))) {
            Running.send(running.client(), lines);
            return running.end();
        }
    }

    private void deliverTheRest(KinesisFake kinesis) throws Exception {
        kinesis.comeBack();
        try (Running next = Running.start(folder, kinesis)) {
            assertThat(next.end().exitCode()).isZero();
        }
    }

    /** received = delivered + joined + shed + held + leftover, of a sidecar that found nothing of earlier starts. */
    private static void addsUp(Ending ending) {
        FrameTotals frames = ending.frames();
        assertThat(ending.totals().received())
                .as(ending.sentence())
                .isEqualTo(frames.deliveredEvents()
                        + ending.totals().joined()
                        + ending.totals().shed()
                        + frames.heldEvents()
                        + frames.leftoverEvents());
    }

    private static List<String> lines(int run) {
        List<String> lines = new ArrayList<>(LINES);
        for (int i = 0; i < LINES; i++) {
            lines.add(i + " a line of run " + run
                    + ", of some length, so that it is not all about the rest of the event");
        }
        return lines;
    }

    private static List<String> incompressible(Dice dice) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            lines.add(String.format("%06d ", i) + dice.hex(4000));
        }
        return lines;
    }

    private List<String> spilled() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("spill"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package io.kanshi.forwarder.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.WireLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Records that nobody would send who means well: what they become is bounded, fits a record of Kinesis, and says what was cut. */
final class HostileRecordsTest {

    private static final int LINE_BYTES = 512 << 10;

    private final Holding holding = new Holding(null, false, 64 << 20, 0);
    private final Intake intake = new Intake(
            new Intake.Shape(LINE_BYTES, 2 << 20, 1000, 10_000, 4, true),
            UUID.randomUUID(),
            1,
            () -> TaskIdentity.UNKNOWN,
            holding,
            null,
            Clock.systemUTC());

    private void send(Object record) {
        intake.record(1, new Cursor().set(ForwardMessages.value(record), 0));
    }

    /** All frames, which must fit a record. */
    private SidecarFrames frames() throws Exception {
        intake.finish();
        intake.turnEnded();
        List<AcceptedRecord> records = new ArrayList<>();
        for (Frame frame : holding.first(Integer.MAX_VALUE, Long.MAX_VALUE, 0)) {
            assertThat(frame.bytes()).hasSizeLessThanOrEqualTo(WireLimits.FRAME_BYTES);
            records.add(new AcceptedRecord(frame.id().partitionKey(), frame.bytes(), "shard", "0"));
        }
        SidecarFrames frames = SidecarFrames.of(records);
        frames.checkAccounts();
        return frames;
    }

    private SidecarEvent event() throws Exception {
        assertThat(frames().events()).hasSize(1);
        return frames().events().get(0);
    }

    @Test
    void mapsAsKeysOfMapsAsKeysDoNotDoubleWithEach() throws Exception {
        Object nested = Map.of("", 0);
        for (int depth = 0; depth < 60; depth++) {
            nested = Map.of(nested, depth);
        }
        send(nested);
        assertThat(event().log()).isEqualTo("{\"{\\\"map\\\":58}\":59}");
    }

    @Test
    void keysThatAreNoText() throws Exception {
        send(Map.of(Map.of(List.of(1), 2), 3));
        assertThat(event().log()).isEqualTo("{\"{\\\"array\\\":2}\":3}");
    }

    @Test
    void aNameIsCut() throws Exception {
        String noise = Seeds.diceFor("HostileRecordsTest").hex(3 << 20);
        send(Map.of("log", "x", "container_name", noise, "container_id", "é" + noise, "source", noise));
        SidecarEvent event = event();
        assertThat(event.containerName()).isEqualTo(noise.substring(0, 1024));
        assertThat(event.containerId()).isEqualTo("é" + noise.substring(0, 1022));
        assertThat(event.truncatedBytes()).isEqualTo(3 * ((3 << 20) - 1024) + 2);
    }

    @Test
    void aTagIsCut() throws Exception {
        byte[] tag =
                Seeds.diceFor("HostileRecordsTest").hex(3 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        intake.tag(tag, 0, tag.length);
        send(Map.of("n", 1));
        assertThat(event().containerName()).hasSize(1024);
    }

    @Test
    void aLargeRecordWithoutALogIsWrittenOnlyAsFarAsItIsKept() throws Exception {
        byte[] controls = new byte[12 << 20];
        java.util.Arrays.fill(controls, (byte) 1);
        send(Map.of("a", controls));
        SidecarEvent event = event();
        assertThat(event.log()).hasSize(LINE_BYTES).startsWith("{\"a\":\"\\u0001\\u0001");
        assertThat(event.truncatedBytes()).isGreaterThan(11 << 20);
    }

    @Test
    void noiseOfTheLongestLineFitsARecord() throws Exception {
        byte[] noise = Seeds.diceFor("HostileRecordsTest").bytes(LINE_BYTES);
        byte[] label = Seeds.diceFor("HostileRecordsTest.label").bytes(60 << 10);
        send(Map.of("log", noise, "label", label));
        assertThat(event().logBytes()).isEqualTo(noise);
    }

    @Test
    void noiseOfAsciiFitsARecord() throws Exception {
        byte[] noise = Seeds.diceFor("HostileRecordsTest").bytes(LINE_BYTES);
        for (int i = 0; i < noise.length; i++) {
            noise[i] &= 0x7f;
        }
        byte[] label = Seeds.diceFor("HostileRecordsTest.label").bytes(60 << 10);
        send(Map.of("log", noise, "label", label));
        assertThat(event().logBytes()).isEqualTo(noise);
    }

    @Test
    void aPieceWithALongNameIsALineByItself() throws Exception {
        String id = "p".repeat(2000);
        send(Map.of("log", "x", "partial_message", "true", "partial_id", id, "partial_ordinal", "1"));
        assertThat(event().partial()).isNull();
    }

    /** They are more than a frame takes; when each of the others sealed one, a frame a line and a copy of all that waits was the price. */
    @Test
    void linesThatWaitDoNotSealAFrameForEachOtherLine() throws Exception {
        for (int stream = 0; stream < 20; stream++) {
            for (int id = 0; id < 8; id++) {
                send(Map.of(
                        "log",
                        "x".repeat(16 << 10),
                        "container_id",
                        "c" + stream,
                        "partial_message",
                        "true",
                        "partial_id",
                        "p" + id,
                        "partial_ordinal",
                        "1"));
            }
        }
        for (int i = 0; i < 1000; i++) {
            send(Map.of("log", "2026 line", "container_id", "other"));
        }
        assertThat(frames().headers()).hasSizeLessThan(10);
    }

    @Test
    void piecesWhoseEndNeverComesAreNotHeldForEverInTheTotals() throws Exception {
        for (String ordinal : List.of("1", "2")) {
            send(Map.of("log", "x", "partial_message", "true", "partial_id", "p", "partial_ordinal", ordinal));
        }
        SidecarFrames frames = frames();
        assertThat(frames.events()).extracting(SidecarEvent::joined).containsExactly(1);
        assertThat(frames.headers().get(0).joined()).isEqualTo(1);
        assertThat(frames.headers().get(0).held()).isZero();
        assertThat(intake.totals().held()).isZero();
    }
}

package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SidecarFramesTest {

    private static final String PLAIN =
            "{\"time\":\"2026-11-02T05:05:00.000012345Z\",\"container_id\":\"c1\",\"container_name\":\"/app\","
                    + "\"source\":\"stderr\",\"log\":\"say \\\"hi\\\"\",\"joined\":2}";
    private static final String BROKEN_UTF8 =
            "{\"time\":\"2026-11-02T05:05:01Z\",\"log\":\"\ufffd\",\"log_base64\":\"/w==\",\"partial\":\"incomplete\","
                    + "\"truncated_bytes\":7,\"ecs_cluster\":\"prod\"}";

    @Test
    void eventsAreSimpleValuesInOrder() {
        SidecarFrames frames = SidecarFrames.of(List.of(
                record("k1", frame("b1", 0, 1, 3, 0, BROKEN_UTF8)), record("k1", frame("b1", 0, 0, 2, 1, PLAIN))));

        assertThat(frames.events()).hasSize(2);
        SidecarEvent first = frames.events().get(0);
        assertThat(first.seq()).isZero();
        assertThat(first.line()).isZero();
        assertThat(first.time()).isEqualTo(Instant.parse("2026-11-02T05:05:00.000012345Z"));
        assertThat(first.containerId()).isEqualTo("c1");
        assertThat(first.containerName()).isEqualTo("/app");
        assertThat(first.source()).isEqualTo("stderr");
        assertThat(first.log()).isEqualTo("say \"hi\"");
        assertThat(first.logBytes()).isEqualTo("say \"hi\"".getBytes(StandardCharsets.UTF_8));
        assertThat(first.joined()).isEqualTo(2);
        assertThat(first.partial()).isNull();
        SidecarEvent second = frames.events().get(1);
        assertThat(second.logBytes()).isEqualTo(new byte[] {(byte) 0xff});
        assertThat(second.partial()).isEqualTo("incomplete");
        assertThat(second.truncatedBytes()).isEqualTo(7);
        assertThat(second.members()).containsEntry("ecs_cluster", "prod");
        assertThat(frames.gaps()).isEmpty();
    }

    @Test
    void repeatsAreRemovedAndMustHaveTheSameLines() {
        AcceptedRecord first = record("k1", frame("b1", 0, 0, 2, 1, PLAIN));
        AcceptedRecord again = record("k1", frame("b1", 0, 0, 5, 4, PLAIN));
        AcceptedRecord other = record("k1", frame("b1", 0, 0, 2, 1, BROKEN_UTF8));

        SidecarFrames frames = SidecarFrames.of(List.of(first, again));
        assertThat(frames.repeats()).isEqualTo(1);
        assertThat(frames.events()).hasSize(1);
        assertThatThrownBy(() -> SidecarFrames.of(List.of(first, other))).hasMessageContaining("b1/0/0 came twice");
    }

    @Test
    void accountsOfTheLastHeaderAreChecked() {
        AcceptedRecord early = record("k1", frame("b1", 0, 0, 4, 3, PLAIN));
        AcceptedRecord late = record("k2", frame("b1", 1, 0, 4, 2, BROKEN_UTF8));
        SidecarFrames.of(List.of(late, early)).checkAccounts();

        AcceptedRecord wrong = record("k2", frame("b1", 1, 0, 5, 2, BROKEN_UTF8));
        assertThatThrownBy(() -> SidecarFrames.of(List.of(wrong, early)).checkAccounts())
                .hasMessageContaining("received 5 lines, but accounts for 4");
    }

    @Test
    void gapsAreNamed() {
        assertThat(SidecarFrames.of(List.of(
                                record("k", frame("b1", 0, 3, 2, 0, PLAIN)),
                                record("k", frame("b1", 0, 1, 1, 0, PLAIN))))
                        .gaps())
                .containsExactly("b1/0/0", "b1/0/2");
    }

    @Test
    void brokenFramesAndChangingKeysFail() {
        AcceptedRecord first = record("k1", frame("b1", 0, 0, 1, 0, PLAIN));
        AcceptedRecord otherKey = record("k2", frame("b1", 0, 1, 2, 0, PLAIN));
        assertThatThrownBy(() -> SidecarFrames.of(List.of(first, otherKey))).hasMessageContaining("two partition keys");

        byte[] cut = java.util.Arrays.copyOf(first.data(), first.data().length - 4);
        assertThatThrownBy(() -> SidecarFrames.of(List.of(record("k1", cut))))
                .hasMessageContaining("cannot be unpacked");
        byte[] bare = PLAIN.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SidecarFrames.of(List.of(record("k1", bare)))).hasMessageContaining("no good header");
        assertThatThrownBy(() -> SidecarFrames.of(List.of(record("k1", frame("b1", 0, 0, 1, 0, "{\"log\":1}")))))
                .hasMessageContaining("log must be a string");
        assertThatThrownBy(() -> SidecarFrames.of(List.of(record("k1", frame("b1", 0, 0, 1, 0, "{\"log\":")))))
                .hasMessageContaining("no JSON");
        assertThatThrownBy(() -> SidecarFrames.of(List.of(record("k1", frame("b1", 0, 0, 1, 0, PLAIN + "\n" + PLAIN)))))
                .hasMessageContaining("says 1 events and has 2");
    }

    private static AcceptedRecord record(String key, byte[] data) {
        return new AcceptedRecord(key, data, "shardId-000000000000", "1");
    }

    private static byte[] frame(String boot, int lane, long seq, long received, long held, String line) {
        try (FrameWriter writer = new FrameWriter()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            writer.add(bytes, 0, bytes.length);
            return writer.seal(FrameHeader.of(boot, lane, seq, 1).withTotals(received, 0, 0, held));
        }
    }
}

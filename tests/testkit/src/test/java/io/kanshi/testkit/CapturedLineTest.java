package io.kanshi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CapturedLineTest {

    private static final Container PAYMENT = Container.of("shop", "payment", 41, 0);
    private static final CapturedLine LINE = new CapturedLine(
            PAYMENT, "stderr", Instant.parse("2026-11-02T05:05:00.000012345Z"), "say \"hi\"\t\u001b[31m<!channel>\\");

    @Test
    void fireLensHasTheUsualKeysAndNanoseconds() {
        assertThat(LINE.fireLens())
                .startsWith("{\"time\":\"2026-11-02T05:05:00.000012345Z\",\"source\":\"stderr\","
                        + "\"log\":\"say \\\"hi\\\"\\t\\u001b[31m<!channel>\\\\\",\"container_id\":\"" + PAYMENT.id())
                .endsWith("\"ecs_task_definition\":\"payment:41\"}");
    }

    @Test
    void fluentBitHasEpochSeconds() {
        assertThat(LINE.fluentBit()).startsWith("{\"date\":1793595900.000012,\"source\"");
    }

    @Test
    void jsonFileEndsALineWithANewlineUnlessItGoesOn() {
        assertThat(LINE.jsonFile())
                .startsWith("{\"log\":\"say ")
                .contains("\\\\\\n\",\"stream\":\"stderr\",\"attrs\":{\"com.a");
        assertThat(LINE.marked("partial_last", "false").jsonFile()).contains("\\\\\",\"stream\"");
    }

    @Test
    void aLongLineComesInPiecesOf16KiB() {
        List<CapturedLine> pieces = new Capture(PAYMENT, "2026-11-02T05:05:00Z")
                .out("before")
                .after(Duration.ofMillis(1))
                .pieces("x".repeat(2 * Capture.PIECE_BYTES + 1), "p1")
                .lines();

        assertThat(pieces.stream().map(piece -> piece.log().length())).containsExactly(6, 16_384, 16_384, 1);
        assertThat(pieces.get(3).marks())
                .containsEntry("partial_ordinal", "3")
                .containsEntry("partial_last", "true")
                .containsEntry("partial_id", "p1");
    }

    @Test
    void idsAreStable() {
        assertThat(Container.of("shop", "payment", 41, 0)).isEqualTo(PAYMENT);
        assertThat(Container.of("shop", "payment", 41, 1).id()).isNotEqualTo(PAYMENT.id());
        assertThat(PAYMENT.id()).hasSize(64);
        assertThat(PAYMENT.taskId()).hasSize(32);
    }
}

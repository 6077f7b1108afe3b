package io.kanshi.job.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.rules.AlertEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets which alerts. */
final class AlertTopicTest {

    private static AlertEvent alert(Map<String, String> labels) {
        Instant time = Instant.parse("2026-11-02T05:00:00Z");
        return new AlertEvent(
                "id",
                "thread",
                "rule",
                "info",
                "firing",
                labels,
                null,
                Map.of(),
                1,
                0,
                time,
                time,
                time,
                "summary",
                List.of(),
                null,
                null,
                "SELECT 1",
                List.of(),
                Map.of());
    }

    private static AlertTopic topic(Readers readers) {
        AwsAccess access = new AwsAccess("us-east-1", URI.create("http://127.0.0.1:1"), Duration.ofSeconds(1));
        return new AlertTopic(readers, "arn:aws:sns:us-east-1:123456789012:alerts", access);
    }

    @Test
    void alertsForMachinesDoNotReachTheChat() {
        AlertEvent forMachines = alert(Map.of("audience", "machines", "team", "shop"));
        assertThat(topic(Readers.PEOPLE).takes(forMachines)).isFalse();
        assertThat(topic(Readers.MACHINES).takes(forMachines)).isTrue();
        AlertEvent forAll = alert(Map.of("team", "machines"));
        assertThat(topic(Readers.PEOPLE).takes(forAll)).isTrue();
        assertThat(topic(Readers.MACHINES).takes(forAll)).isTrue();
    }
}

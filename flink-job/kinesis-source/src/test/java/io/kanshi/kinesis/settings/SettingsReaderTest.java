package io.kanshi.kinesis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.kinesis.HandClock;
import io.kanshi.kinesis.seen.SeenBounds;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** Every key, every default, and all mistakes at once. */
final class SettingsReaderTest {

    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs";
    private static final HandClock CLOCK = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void theDefaults() {
        SourceSettings settings = read(Map.of());
        assertThat(settings)
                .isEqualTo(new SourceSettings(
                        new StreamAccess(
                                ARN, "eu-central-1", "", CredentialsSource.AUTO, "", "", "", Duration.ofSeconds(10)),
                        InitialPosition.LATEST,
                        0,
                        Duration.ofSeconds(10),
                        new ReadingSettings(
                                10_000,
                                Duration.ofMillis(250),
                                Duration.ZERO,
                                8,
                                Duration.ofMillis(300),
                                Duration.ofSeconds(10),
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE,
                                null,
                                SeenBounds.USUAL)));
        assertThat(settings.reading().bounded()).isFalse();
        assertThat(settings.access().streamName()).isEqualTo("logs");
    }

    @Test
    void everyKeyIsRead() {
        SourceSettings settings = read(Map.ofEntries(
                Map.entry("aws.region", "eu-central-1"),
                Map.entry("aws.endpoint", "http://localhost:4567"),
                Map.entry("aws.credentials.provider", "BASIC"),
                Map.entry("aws.credentials.provider.basic.accesskeyid", "id"),
                Map.entry("aws.credentials.provider.basic.secretkey", "secret"),
                Map.entry("aws.credentials.provider.profile.name", "dev"),
                Map.entry("aws.http-client.read-timeout", "5000"),
                Map.entry("source.init.position", "AT_TIMESTAMP"),
                Map.entry("source.init.timestamp", "2025-12-31T20:00:00.000Z"),
                Map.entry("source.stop.timestamp", "1767222000.5"),
                Map.entry("source.shard.discovery.interval", "1 min"),
                Map.entry("source.shard.get-records.max-record-count", "100"),
                Map.entry("source.reader.type", "POLLING"),
                Map.entry("source.reader.empty-records-fetch-interval", "1 s"),
                Map.entry("source.reader.nonempty-records-fetch-interval", "500 ms"),
                Map.entry("source.reader.threads", "3"),
                Map.entry("retry-strategy.delay.min", "1 s"),
                Map.entry("retry-strategy.delay.max", "2 s"),
                Map.entry("retry-strategy.attempts.max", "9"),
                Map.entry("source.repeats.lanes", "10"),
                Map.entry("source.repeats.runs", "4"),
                Map.entry("source.repeats.quiet", "1 h"),
                Map.entry("source.quiet-shards.lateness", "7 s")));
        assertThat(settings)
                .isEqualTo(new SourceSettings(
                        new StreamAccess(
                                ARN,
                                "eu-central-1",
                                "http://localhost:4567",
                                CredentialsSource.BASIC,
                                "id",
                                "secret",
                                "dev",
                                Duration.ofSeconds(5)),
                        InitialPosition.AT_TIMESTAMP,
                        Instant.parse("2025-12-31T20:00:00Z").toEpochMilli(),
                        Duration.ofMinutes(1),
                        new ReadingSettings(
                                100,
                                Duration.ofSeconds(1),
                                Duration.ofMillis(500),
                                3,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                9,
                                1_767_222_000_500L,
                                Duration.ofSeconds(7),
                                new SeenBounds(10, 4, Duration.ofHours(1)))));
        assertThat(settings.access().toString()).doesNotContain("secret");
    }

    @Test
    void theFormOfTimestampsCanBeSet() {
        SourceSettings settings = read(Map.of(
                "source.init.position", "AT_TIMESTAMP",
                "source.init.timestamp.format", "yyyy/MM/dd HH:mm XXX",
                "source.init.timestamp", "2025/12/01 01:00 +01:00"));
        assertThat(settings.startMillis())
                .isEqualTo(Instant.parse("2025-12-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void allMistakesAreToldAtOnce() {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("aws.region", "us-east-1"),
                Map.entry("aws.endpoint", "localhost:4567"),
                Map.entry("aws.credentials.provider", "BASIC"),
                Map.entry("aws.http-client.read-timeout", "0"),
                Map.entry("source.init.position", "AT_TIMESTAMP"),
                Map.entry("source.stop.timestamp", "yesterday"),
                Map.entry("source.shard.discovery.interval", "0 ms"),
                Map.entry("source.shard.get-records.max-record-count", "10001"),
                Map.entry("source.reader.type", "EFO"),
                Map.entry("source.reader.threads", "many"),
                Map.entry("retry-strategy.delay.max", "10 ms"),
                Map.entry("source.shard.typo", "1"));
        assertThatThrownBy(() -> read(wrong))
                .hasMessageStartingWith("the Kinesis source cannot be made: ")
                .hasMessageContaining("aws.region must be the stream's, eu-central-1: us-east-1")
                .hasMessageContaining("aws.endpoint must be like https://host:port: localhost:4567")
                .hasMessageContaining("basic.accesskeyid and .secretkey must be set")
                .hasMessageContaining("aws.http-client.read-timeout must be positive: 0")
                .hasMessageContaining("source.init.timestamp must be set")
                .hasMessageContaining("source.stop.timestamp must be a date of the form")
                .hasMessageContaining("source.shard.discovery.interval must be at least 1 ms: PT0S")
                .hasMessageContaining("max-record-count must be from 1 to 10000: 10001")
                .hasMessageContaining("source.reader.type must be POLLING, enhanced fan-out is not supported: EFO")
                .hasMessageContaining("source.reader.threads cannot be read: ")
                .hasMessageContaining(
                        "retry-strategy.delay.max must be at least retry-strategy.delay.min, PT0.3S: PT0.01S")
                .hasMessageContaining("source.shard.typo is not known");
        assertThatThrownBy(() -> SettingsReader.read("logs", new Configuration(), CLOCK))
                .hasMessageContaining(
                        "setStreamArn (in SQL stream.arn) must be given arn:aws:kinesis:<region>:<account>:stream/<name>: logs");
    }

    /** Of {@code AWSConfigConstants} and {@code KinesisSourceConfigOptions} of AWS's connector: all that is not known here. */
    @Test
    void whatOnlyAwssConnectorHasIsRefusedWithTheReason() {
        Map<String, String> options = Map.ofEntries(
                Map.entry("aws.credentials.provider.profile.path", "AWS_SHARED_CREDENTIALS_FILE"),
                Map.entry("aws.credentials.provider.role.arn", "assuming a role is not supported"),
                Map.entry("aws.credentials.provider.role.sessionName", "assuming a role is not supported"),
                Map.entry("aws.credentials.provider.role.externalId", "assuming a role is not supported"),
                Map.entry("aws.credentials.provider.role.provider", "assuming a role is not supported"),
                Map.entry("aws.credentials.provider.role.stsEndpoint", "assuming a role is not supported"),
                Map.entry("aws.credentials.provider.webIdentityToken.file", "a web identity token is not supported"),
                Map.entry("aws.credentials.provider.custom.class", "a class of one's own is not supported"),
                Map.entry("aws.trust.all.certificates", "certificates are always checked"),
                Map.entry("aws.http.protocol.version", "HTTP/1.1"),
                Map.entry("aws.http-client.max-concurrency", "source.reader.threads"),
                Map.entry("source.efo.lifecycle", "enhanced fan-out is not supported"),
                Map.entry("source.efo.consumer.name", "enhanced fan-out is not supported"),
                Map.entry("source.efo.subscription.timeout", "enhanced fan-out is not supported"),
                Map.entry("source.efo.describe.retry-strategy.delay.min", "enhanced fan-out is not supported"));
        options.forEach((key, reason) -> assertThatThrownBy(() -> read(Map.of(key, "given")))
                .as(key)
                .hasMessageStartingWith("the Kinesis source cannot be made: " + key + " must not be set, ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(": given"));
        assertThat(KnownKeys.all()).noneMatch(key -> RefusedKeys.reason(key) != null);
    }

    @Test
    void credentialsThatNeedMoreThanTheSdkAreRefusedWithThoseThatThereAre() {
        String must = "aws.credentials.provider must be AUTO, BASIC, ENV_VAR, SYS_PROP or PROFILE";
        assertThatThrownBy(() -> read(Map.of("aws.credentials.provider", "ASSUME_ROLE")))
                .hasMessageEndingWith(must + ", assuming a role is not supported: ASSUME_ROLE");
        assertThatThrownBy(() -> read(Map.of("aws.credentials.provider", "WEB_IDENTITY_TOKEN")))
                .hasMessageEndingWith(must + ", a web identity token is not supported: WEB_IDENTITY_TOKEN");
        assertThatThrownBy(() -> read(Map.of("aws.credentials.provider", "CUSTOM")))
                .hasMessageEndingWith(must + ", a class of one's own is not supported: CUSTOM");
        assertThatThrownBy(() -> read(Map.of("aws.credentials.provider", "magic")))
                .hasMessageEndingWith(must + ": magic");
        assertThatThrownBy(() -> read(Map.of("source.init.position", "MIDDLE")))
                .hasMessageEndingWith("source.init.position must be LATEST, TRIM_HORIZON or AT_TIMESTAMP: MIDDLE");
        assertThat(read(Map.of("aws.credentials.provider", "profile", "source.reader.type", "polling"))
                        .access()
                        .credentials())
                .isEqualTo(CredentialsSource.PROFILE);
    }

    @Test
    void whatAShardHasSeenMustFitAMessage() {
        assertThatThrownBy(() -> read(Map.of("source.repeats.lanes", "100000", "source.repeats.runs", "100")))
                .hasMessageContaining("so that what a shard has seen fits a message of Flink's (9437184 bytes):"
                        + " 100000 and 100 may take 164100000");
    }

    @Test
    void timesMustMakeSense() {
        assertThatThrownBy(() -> read(Map.of(
                        "source.init.position", "AT_TIMESTAMP", "source.init.timestamp", "2026-01-01T00:00:01.000Z")))
                .hasMessageContaining("source.init.timestamp must not be in the future: 2026-01-01T00:00:01.000Z");
        assertThatThrownBy(() -> read(Map.of(
                        "source.init.position", "AT_TIMESTAMP",
                        "source.init.timestamp", "2025-12-31T00:00:00.000Z",
                        "source.stop.timestamp", "2025-12-31T00:00:00.000Z")))
                .hasMessageContaining("source.stop.timestamp must be after source.init.timestamp");
    }

    @Test
    void noOptionIsUnknown() throws IllegalAccessException {
        List<String> keys = new ArrayList<>();
        for (Field field : KinesisSourceOptions.class.getFields()) {
            if (field.get(null) instanceof ConfigOption<?> option) {
                keys.add(option.key());
            }
        }
        assertThat(KnownKeys.all()).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static SourceSettings read(Map<String, String> values) {
        return SettingsReader.read(ARN, Configuration.fromMap(values), CLOCK);
    }
}

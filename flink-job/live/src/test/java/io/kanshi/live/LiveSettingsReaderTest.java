package io.kanshi.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.CostGuard;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.job.sns.AlertTopic.Readers;
import io.kanshi.rules.RuleFile;
import io.kanshi.settings.SettingsTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job's settings: what is given, what is the default, and every mistake. */
final class LiveSettingsReaderTest {

    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs";

    @TempDir
    private Path folder = Path.of("");

    private static LiveSettingsReader reader(String... more) {
        Map<String, String> properties = new HashMap<>(Map.of("stream.arn", ARN, "archive.folder", "s3://logs/kanshi"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return LiveSettingsReader.ofProperties(properties);
    }

    @Test
    void aStreamAndAFolderAreEnough() {
        LiveSettingsReader reader = reader();
        assertThat(reader.mistakes()).isEmpty();
        LiveSettings settings = reader.settings();
        assertThat(settings.stream()).isEqualTo(new LiveSettings.Stream(ARN, null, Instant.MAX, null));
        assertThat(settings.archive())
                .isEqualTo(new LiveSettings.Archive("s3://logs/kanshi", Duration.ofMinutes(5), 256 << 20));
        assertThat(settings.rules())
                .isEqualTo(new LiveSettings.Rules(RuleFile.defaultText(), null, Duration.ofMinutes(1)));
        assertThat(settings.lateness()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.events().healthCheckPatterns()).containsExactly("healthcheck\\.Check", "grpc\\.health");
    }

    @Test
    void aBackfillReadsARange() {
        LiveSettings settings = reader("stream.from", "2026-11-02T05:00:00Z", "stream.until", "2026-11-02T06:00:00.5Z")
                .settings();
        assertThat(settings.stream().from()).isEqualTo(Instant.parse("2026-11-02T05:00:00Z"));
        assertThat(settings.stream().until()).isEqualTo(Instant.parse("2026-11-02T06:00:00.5Z"));
        assertThat(reader("stream.from", "oldest").settings().stream().from()).isNull();
    }

    @Test
    void anEndAtAwsIsReachedInTheRegionOfItsArnOrOfTheStream() {
        String chat = "arn:aws:sns:us-east-1:123456789012:chat";
        LiveSettings.Outlets outlets = reader(
                        "cloudwatch.log-group", "/kanshi/errors",
                        "cloudwatch.endpoint", "https://logs.vpce.example",
                        "cloudwatch.errors-per-minute", "7",
                        "alerts.chat-topic", chat,
                        "derived.stream", "kanshi-derived")
                .settings()
                .outlets();
        assertThat(outlets.errorLogs())
                .isEqualTo(new CloudWatchLogs(
                        "/kanshi/errors", AwsAccess.of("eu-central-1", URI.create("https://logs.vpce.example"))));
        assertThat(outlets.chat()).isEqualTo(new AlertTopic(Readers.PEOPLE, chat, AwsAccess.of("us-east-1", null)));
        assertThat(outlets.json()).isNull();
        assertThat(outlets.derived())
                .isEqualTo(new DerivedStream("kanshi-derived", AwsAccess.of("eu-central-1", null)));
        assertThat(outlets.costGuard()).isEqualTo(new CostGuard(7, 200));
        assertThat(reader().settings().outlets()).isEqualTo(LiveSettings.Outlets.NONE);
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        Map<String, String> wrong = Map.of(
                "stream.arn", "logs",
                "stream.from", "2026-13-02T05:00:00Z",
                "archive.freshness", "1s",
                "health-checks.patterns", "(",
                "rules.fil", "x",
                "rules.file", "file:///none/there.yaml");
        assertThat(LiveSettingsReader.ofProperties(wrong).mistakes())
                .hasSize(7)
                .anyMatch(mistake -> mistake.startsWith("there is no setting rules.fil (property group kanshi)"))
                .anyMatch(mistake -> mistake.startsWith("stream.arn (property group kanshi) must be the ARN"))
                .anyMatch(mistake -> mistake.startsWith("archive.folder is required"))
                .anyMatch(mistake -> mistake.startsWith("archive.freshness (property group kanshi) must be a duration"))
                .anyMatch(mistake -> mistake.startsWith("health-checks.patterns must be RE2"))
                .anyMatch(mistake -> mistake.startsWith("stream.from must be a time that exists"))
                .anyMatch(mistake -> mistake.startsWith("rules.file must be readable"));
    }

    @Test
    void aRuleFileIsReadAndCheckedBeforeTheStart() throws IOException {
        Path sound = Files.writeString(folder.resolve("sound.yaml"), RuleFile.defaultText());
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "version: 1\nrules:\n  - { name: x }\n");
        LiveSettingsReader accepted = reader("rules.file", sound.toUri().toString(), "rules.poll", "10s");
        assertThat(accepted.mistakes()).isEmpty();
        assertThat(accepted.settings().rules())
                .isEqualTo(new LiveSettings.Rules(
                        RuleFile.defaultText(), sound.toUri().toString(), Duration.ofSeconds(10)));
        Path foreign = Files.write(folder.resolve("foreign.yaml"), new byte[] {'a', (byte) 0xe9, 'b'});
        assertThat(reader("rules.file", "file://" + foreign).mistakes())
                .containsExactly("rules.file is refused: it is no text in UTF-8: file://" + foreign);
        assertThat(reader("rules.file", "file://" + broken).mistakes())
                .singleElement()
                .asString()
                .startsWith("rules.file is refused. ")
                .contains("line 3");
    }

    @Test
    void rulesAreWatchedForEverButInABackfill() {
        assertThat(LiveRules.source(reader().settings()).getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(LiveRules.source(
                                reader("stream.until", "2026-11-02T06:00:00Z").settings())
                        .getBoundedness())
                .isEqualTo(Boundedness.BOUNDED);
    }

    @Test
    void aPersonGivesTheSameInTheEnvironment() {
        LiveSettingsReader reader = LiveSettingsReader.ofProgram(
                List.of(), Map.of("KANSHI_STREAM_ARN", ARN, "KANSHI_ARCHIVE_FOLDER", "file:///tmp/kanshi"));
        assertThat(reader.mistakes()).isEmpty();
        assertThat(reader.values()).hasSize(LiveKey.values().length);
        assertThat(reader.settings().archive().folder()).isEqualTo("file:///tmp/kanshi");
    }

    /** docs/job.md holds exactly the table that the code renders. */
    @Test
    void theDocumentedTableIsTheCode() throws IOException {
        List<String> table = SettingsTable.markdown(List.of(LiveKey.values()));
        assertThat(Files.readString(Path.of("../../docs/job.md")).lines().toList())
                .as("paste this into docs/job.md:%n%s", String.join("\n", table))
                .containsSequence(table);
    }
}

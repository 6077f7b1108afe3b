package io.kanshi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading settings of a program that is not one of ours; the programs test their own tables. */
final class GivenTest {

    private enum Known implements Setting {
        FOLDER("archive.folder", "", new Rule.S3()),
        SIZE("archive.max-bytes", "2MiB", new Rule.Size(1024, 1 << 30)),
        PART("archive.part-bytes", "1MiB", new Rule.Size(1024, 1 << 30)),
        EVERY("archive.every", "5m", new Rule.Time("1s", "1h", null)),
        SECRET("archive.token", "", Rule.form("a token", ".*"));

        private final Definition definition;

        Known(String key, String byDefault, Rule rule) {
            List<String> fallbacks = key.equals("archive.folder") ? List.of("PLATFORM_FOLDER") : List.of();
            definition = new Definition(key, byDefault, rule, "of a test", fallbacks, key.equals("archive.token"));
        }

        @Override
        public Definition definition() {
            return definition;
        }
    }

    private static final List<Known> ALL = List.of(Known.values());

    @Test
    void propertiesOfAPlatformTakeTheFilesPlaceAndTheEnvironmentWins() {
        Given given = Given.read(SettingsSources.ofProperties(
                ALL,
                "property group kanshi",
                Map.of("archive.folder", " s3://logs/a ", "archive.every", "10s"),
                Map.of("KANSHI_ARCHIVE_EVERY", "20s")));
        assertThat(given.mistakes()).isEmpty();
        assertThat(given.s3(Known.FOLDER)).isEqualTo(new S3Location("logs", "a/"));
        assertThat(given.duration(Known.EVERY)).isEqualTo(Duration.ofSeconds(20));
        assertThat(given.value(Known.FOLDER).source()).isEqualTo("property group kanshi");
        assertThat(given.bytes(Known.SIZE)).isEqualTo(2 << 20);
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsNameRuleAndValue() {
        Given given = Given.read(SettingsSources.ofProperties(
                ALL,
                "property group kanshi",
                Map.of("archive.evry", "10s", "archive.max-bytes", "3", "archive.every", "soon"),
                Map.of()));
        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "there is no setting archive.evry (property group kanshi); did you mean archive.every?",
                        "archive.folder is required and must be s3://bucket/prefix: set KANSHI_ARCHIVE_FOLDER or PLATFORM_FOLDER",
                        "archive.max-bytes (property group kanshi) must be a size of 1KiB to 1GiB, such as 65536, 512KiB or 32MB: 3",
                        "archive.every (property group kanshi) must be a duration of 1s to 1h, such as 500ms, 1s or 5m: soon");
    }

    @Test
    void sizesThatMustHoldEachOtherAreComparedOnlyWhenBothAreSound() {
        Map<String, String> small = Map.of("KANSHI_ARCHIVE_MAX_BYTES", "2KiB", "PLATFORM_FOLDER", "s3://logs");
        Given given = Given.read(SettingsSources.of(ALL, List.of(), small));
        given.atLeast(Known.SIZE, Known.PART, "one part");
        assertThat(given.mistakes())
                .containsExactly("archive.max-bytes must be at least archive.part-bytes, 1MiB (one part): 2KiB");

        Map<String, String> broken = Map.of("KANSHI_ARCHIVE_MAX_BYTES", "x", "PLATFORM_FOLDER", "s3://logs");
        Given unsound = Given.read(SettingsSources.of(ALL, List.of(), broken));
        unsound.atLeast(Known.SIZE, Known.PART, "one part");
        assertThat(unsound.mistakes()).hasSize(1);
    }

    @Test
    void aSecretIsNeverShown() {
        Map<String, String> environment = Map.of("KANSHI_ARCHIVE_TOKEN", "hush", "PLATFORM_FOLDER", "s3://logs");
        Given given = Given.read(SettingsSources.of(ALL, List.of(), environment));
        assertThat(given.text(Known.SECRET)).isEqualTo("hush");
        assertThat(SettingsTable.values(given.values()).toString()).doesNotContain("hush");
        assertThat(given.value(Known.SECRET).toString()).doesNotContain("hush");
    }

    @Test
    void foldersInS3() {
        assertThat(S3Location.of("s3://logs")).isEqualTo(new S3Location("logs", ""));
        assertThat(S3Location.of("s3://logs/")).isEqualTo(new S3Location("logs", ""));
        assertThat(S3Location.of("s3://logs/left")).isEqualTo(new S3Location("logs", "left/"));
        assertThat(S3Location.of("s3://logs/env=prod/left/")).hasToString("s3://logs/env=prod/left/");
    }

    @Test
    void aTypingMistakeFindsTheNearestKey() {
        List<String> keys = List.of("spill.max-bytes", "spill.folder", "redis.address", "grace");
        assertThat(NearestKey.of("spill.max-byte", keys)).isEqualTo("spill.max-bytes");
        assertThat(NearestKey.of("redis.adress", keys)).isEqualTo("redis.address");
        assertThat(NearestKey.of("completely.different-thing", keys)).isNull();
        assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
    }
}

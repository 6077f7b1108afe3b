package io.kanshi.forwarder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.settings.SettingsTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CheckCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> arguments, Map<String, String> environment) {
        return new CheckCommand()
                .run(
                        arguments,
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void printsEverySettingWithItsSourceAndNoSecret() {
        int exit = run(
                List.of(),
                Map.of(
                        "KANSHI_KINESIS_STREAM", "logs",
                        "AWS_REGION", "eu-west-1",
                        "KANSHI_SPILL_MAX_BYTES", "2048MiB",
                        "KANSHI_REDIS_PASSWORD", "hush"));

        assertThat(exit).isZero();
        assertThat(err.size()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(SettingKey.values().length)
                .contains("spill.max-bytes             2GiB                   environment KANSHI_SPILL_MAX_BYTES")
                .contains("kinesis.region              eu-west-1              environment AWS_REGION")
                .contains("redis.password              ********               environment KANSHI_REDIS_PASSWORD")
                .contains("grace                       30s                    default")
                .noneMatch(line -> line.contains("hush"));
    }

    @Test
    void everyMistakeAndExitCode2() {
        int exit = run(List.of(), Map.of("KANSHI_KINESIS_STREAM", "logs", "KANSHI_JOIN", "\u001b[2Jyes"));

        assertThat(exit).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "kanshi-sidecar: join (environment KANSHI_JOIN) must be on or off: \ufffd[2Jyes",
                        "kanshi-sidecar: kinesis.region is required and must be a region such as eu-west-1: set"
                                + " KANSHI_KINESIS_REGION or AWS_REGION or AWS_DEFAULT_REGION");
    }

    @Test
    void helpListsEveryKey() {
        assertThat(run(List.of("--help"), Map.of())).isZero();
        for (SettingKey key : SettingKey.values()) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("  " + key.key() + " ");
        }
    }

    /** docs/sidecar.md holds exactly the table that the code renders. */
    @Test
    void theDocumentedTableIsTheCode() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/sidecar.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "docs/sidecar.md is nowhere above");
        }
        List<String> table = Files.readString(folder.resolve("docs/sidecar.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| setting | default |"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(table)
                .as(
                        "paste this into docs/sidecar.md:%n%s",
                        String.join("\n", SettingsTable.markdown(List.of(SettingKey.values()))))
                .isEqualTo(SettingsTable.markdown(List.of(SettingKey.values())));
    }
}

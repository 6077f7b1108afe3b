package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Help, and what is refused: one sentence, exit code 2, and nothing is written. */
final class CommandLineTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nowhere.log               | There is no file or folder /nowhere.log.",
                "--bogus                    | Unknown option: '--bogus'",
                "--parallelism x            | 'x' is not an int",
                "--parallelism 0            | --parallelism must be 1 to 64: 0.",
                "--from yesterday           | --from must be a time such as 2026-11-23T08:00:00Z: yesterday.",
                "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z | --from must be before --to",
                "--lateness soon            | --lateness must be a duration such as 30s, 5m or 1h: soon.",
                "--set colour=red           | There is no setting colour; there are checkpoint.interval,",
                "--set text.zone=Mars       | text.zone must be a zone such as UTC, Asia/Tokyo or +09:00: Mars.",
                "--set checkpoint.interval=1ms | checkpoint.interval must be at least 100ms: 1ms.",
                "--set health-checks.patterns=( | health-checks.patterns must be RE2",
                "--set events.max-log-bytes=many | events.max-log-bytes must be a whole number: many.",
                "--set colour               | colour",
                "--rules /no-rules.yaml     | There is no rule file /no-rules.yaml.",
            })
    void mistakesAreOneSentence(String arguments, String sentence) throws IOException {
        Path input = Files.writeString(folder.resolve("a.log"), "2026-01-01 00:00:00 hello\n");
        Path out = folder.resolve("out");
        List<Object> all = new java.util.ArrayList<>(List.of("replay", input, "--out", out));
        all.addAll(List.of(arguments.split(" ")));
        Terminal terminal = Terminal.run(all.toArray());

        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).startsWith("kanshi: ").contains(sentence).hasLineCount(1);
        assertThat(terminal.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stream logs              | stream.arn (--stream, --endpoint) must be the ARN of a stream",
                "--level loud               | --level must be one of trace, debug, info, warn, error, fatal: loud.",
                "--match (                  | --match must be RE2",
                "--since long               | --since must be a duration such as 30s, 5m or 1h: long.",
            })
    void aTailThatCannotBeginSaysWhy(String arguments, String sentence) {
        List<Object> all = new java.util.ArrayList<>(
                List.of("tail", "--stream", "arn:aws:kinesis:us-east-1:123456789012:stream/logs"));
        if (arguments.startsWith("--stream")) {
            all = new java.util.ArrayList<>(List.of("tail"));
        }
        all.addAll(List.of(arguments.split(" ")));
        Terminal terminal = Terminal.run(all.toArray());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).startsWith("kanshi: ").contains(sentence).hasLineCount(1);
    }

    @Test
    void theJobsSettingsAreShownOrEveryMistakeInThem() throws IOException {
        Path sound = Files.writeString(
                folder.resolve("sound.properties"),
                "stream.arn=arn:aws:kinesis:us-east-1:123456789012:stream/logs\narchive.folder=s3://logs/kanshi\n");
        Terminal shown = Terminal.run("job", "check", "--config", sound);
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("s3://logs/kanshi").contains("default");

        Path wrong = Files.writeString(folder.resolve("wrong.properties"), "stream.arn=logs\nlatenes=1s\n");
        Terminal refused = Terminal.run("job", "check", "--config", wrong);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .hasLineCount(3)
                .contains("there is no setting latenes")
                .contains("stream.arn (file")
                .contains("archive.folder is required");
        assertThat(Terminal.run("job", "settings").out()).contains("stream.arn");
    }

    @Test
    void anOutputFolderIsNeverMixed() throws IOException {
        Path input = Files.writeString(folder.resolve("a.log"), "2026-01-01 00:00:00 hello\n");
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "mine");

        assertThat(Terminal.run("replay", input, "--out", full).err()).contains("is not empty");
        assertThat(Terminal.run("replay", input, "--out", input).err()).contains("is a file, not a folder");
        assertThat(Terminal.run("replay", input, "--out", full).exitCode()).isEqualTo(2);
    }

    @Test
    void brokenRulesAreRefusedWithEveryMistake() throws IOException {
        Path input = Files.writeString(folder.resolve("a.log"), "2026-01-01 00:00:00 hello\n");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "version: 2\nrules:\n  - nme: x\n");
        Terminal terminal = Terminal.run("replay", input, "--rules", rules, "--out", folder.resolve("out"));

        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err()).contains("version", "nme");
    }

    @Test
    void rulesCheck() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), RuleFile.defaultText());
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "version: 2\nrules: 7\n");

        assertThat(Terminal.run("rules", "check", good).exitCode()).isZero();
        assertThat(Terminal.run("rules", "check", good).out()).contains("no mistakes", "error-rate");
        assertThat(Terminal.run("rules", "check", bad).exitCode()).isEqualTo(1);
        assertThat(Terminal.run("rules", "check", bad).out()).contains("2 mistakes");
        assertThat(Terminal.run("rules", "check", folder.resolve("none")).exitCode())
                .isEqualTo(2);
        assertThat(Terminal.run("rules").exitCode()).isEqualTo(2);
    }

    @Test
    void helpTeaches() {
        assertThat(Terminal.run("--help").out()).contains("replay", "rules", "Examples:");
        assertThat(Terminal.run("replay", "--help").out()).contains("--lateness", "text.zone", "Examples:");
        assertThat(Terminal.run("--version").out()).startsWith("kanshi ");
        assertThat(Terminal.run().out()).contains("Usage: kanshi");
        assertThat(Terminal.run("replai").exitCode()).isEqualTo(2);
    }
}

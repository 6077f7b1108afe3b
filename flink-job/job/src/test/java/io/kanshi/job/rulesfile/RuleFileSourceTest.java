package io.kanshi.job.rulesfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.RulesUpdate;
import io.kanshi.job.rulesfile.WatchRuleFile.Pace;
import io.kanshi.rules.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a rule file that changes, breaks, goes away and comes back. */
final class RuleFileSourceTest {

    private static final String RULES = """
            version: 1
            rules:
              - { name: rate, kind: error_rate, window: 1m, above: 20% }
            """;
    private static final String STRICTER = RULES.replace("20%", "10%");
    private static final String BROKEN = RULES.replace("20%", "2O%");
    private static final Pace FAST = new Pace(Duration.ofMillis(10), Duration.ofSeconds(20), Clock.systemUTC());

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("rules.yaml");
    }

    /** As S3 does it: whoever reads sees the old file or the new one. */
    private void write(byte[] content) throws IOException {
        Path whole = Files.write(folder.resolve("upload"), content);
        Files.move(whole, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(String content) throws IOException {
        write(content.getBytes(StandardCharsets.UTF_8));
    }

    private RuleFileSource source() {
        return RuleFileSource.watching(new org.apache.flink.core.fs.Path(file().toUri()), FAST);
    }

    private HandReader reader() throws Exception {
        return new HandReader(source(), SentRules.NONE);
    }

    @Test
    void aChangeIsSentWithATimeAheadOfAllClocks() throws Exception {
        write(RULES);
        try (HandReader reader = reader()) {
            assertThat(reader.next()).extracting(RulesUpdate::yaml).containsExactly(RULES);
            long before = System.currentTimeMillis();
            write(STRICTER);
            assertThat(reader.next()).extracting(RulesUpdate::yaml).containsExactly(RULES, STRICTER);
            assertThat(reader.now()).hasSize(2);
            assertThat(reader.now().get(1).effectiveFromMillis() % 1000).isZero();
            assertThat(reader.now().get(1).effectiveFromMillis())
                    .isGreaterThan(before + RuleFileSource.AHEAD.toMillis())
                    .isGreaterThan(reader.now().get(0).effectiveFromMillis());
            assertThat(reader.count("rulesTaken")).isEqualTo(2);
            assertThat(reader.gauge("rulesBehind")).isZero();
            RuleFile.Accepted accepted = (RuleFile.Accepted) RuleFile.parse(STRICTER);
            assertThat(reader.gauge("rulesVersion"))
                    .isEqualTo(accepted.ruleset().version());
        }
    }

    @Test
    void aBrokenVersionIsRefusedOnceAndTheOldOneStays() throws Exception {
        write(RULES);
        try (HandReader reader = reader()) {
            reader.next();
            write(BROKEN);
            reader.await("rulesRefused", 1);
            assertThat(reader.now()).hasSize(1);
            assertThat(reader.gauge("rulesBehind")).isOne();
            write(BROKEN.replace("2O%", "3O%"));
            reader.await("rulesRefused", 2);
            write(RULES);
            assertThat(reader.next()).as("these hold").hasSize(1);
            assertThat(reader.gauge("rulesBehind")).isZero();
            write(STRICTER);
            assertThat(reader.next()).hasSize(2);
            assertThat(reader.count("rulesRefused")).isEqualTo(2);
        }
    }

    @Test
    void aFileThatGoesAwayComesBack() throws Exception {
        write(RULES);
        try (HandReader reader = reader()) {
            reader.next();
            Files.delete(file());
            reader.await("rulesUnread", 3);
            assertThat(reader.now()).hasSize(1);
            assertThat(reader.gauge("rulesBehind")).isOne();
            write(STRICTER);
            assertThat(reader.next()).extracting(RulesUpdate::yaml).containsExactly(RULES, STRICTER);
            assertThat(reader.gauge("rulesBehind")).isZero();
        }
    }

    @Test
    void whatCannotBeATextOfRulesIsRefused() throws Exception {
        write(RULES);
        try (HandReader reader = reader()) {
            reader.next();
            write((RULES + "#".repeat(RuleText.MAX_BYTES)).getBytes(StandardCharsets.UTF_8));
            reader.await("rulesRefused", 1);
            write((RULES + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
            reader.await("rulesRefused", 2);
            write(new byte[0]);
            reader.await("rulesRefused", 3);
            assertThat(reader.now()).hasSize(1);
            write(RULES + "# caf\u00e9\n");
            assertThat(reader.next()).hasSize(2);
        }
    }

    @Test
    void aRestartSendsOnlyWhatDiffers() throws Exception {
        write(RULES);
        SentRules state;
        try (HandReader reader = reader()) {
            reader.next();
            state = reader.state();
        }
        try (HandReader reader = new HandReader(source(), state)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.state()).isEqualTo(state);
        }
        write(STRICTER);
        try (HandReader reader = new HandReader(source(), state)) {
            assertThat(reader.next()).extracting(RulesUpdate::yaml).containsExactly(STRICTER);
            assertThat(reader.state().fromMillis()).isGreaterThan(state.fromMillis());
        }
    }

    @Test
    void theBuiltInRulesAreSentWhenAnotherVersionOfTheJobBringsOthers() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-02T05:00:00.999Z"), ZoneOffset.UTC);
        SentRules state;
        try (HandReader reader = new HandReader(RuleFileSource.builtIn(RULES, clock), SentRules.NONE)) {
            assertThat(reader.next())
                    .containsExactly(new RulesUpdate(
                            RULES, Instant.parse("2026-11-02T05:00:11Z").toEpochMilli()));
            state = reader.state();
        }
        try (HandReader reader = new HandReader(RuleFileSource.builtIn(RULES, clock), state)) {
            assertThat(reader.next()).isEmpty();
        }
        try (HandReader reader = new HandReader(RuleFileSource.builtIn(STRICTER, clock), state)) {
            assertThat(reader.next())
                    .as("a clock that stands is no reason for two rules at one time")
                    .containsExactly(new RulesUpdate(
                            STRICTER, Instant.parse("2026-11-02T05:00:12Z").toEpochMilli()));
        }
    }

    /** File systems tell changes to the second, S3 by its own clock: two uploads in one second look the same. */
    @Test
    void aChangeThatLooksLikeNoneIsSeenWhenTheFileIsNew() throws Exception {
        write(RULES);
        FileTime time = Files.getLastModifiedTime(file());
        try (HandReader reader = reader()) {
            reader.next();
            Path whole = Files.writeString(folder.resolve("upload"), STRICTER);
            Files.setLastModifiedTime(whole, time);
            Files.move(whole, file(), StandardCopyOption.ATOMIC_MOVE);
            assertThat(reader.next()).hasSize(2);
        }
    }

    /** A pipe that nobody writes to stands for a file system that hangs. */
    @Test
    void aFileSystemThatHangsHoldsUpNobody() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();
        Pace impatient = new Pace(Duration.ofMillis(10), Duration.ofMillis(50), Clock.systemUTC());
        RuleFileSource source = RuleFileSource.watching(new org.apache.flink.core.fs.Path(file().toUri()), impatient);
        try (HandReader reader = new HandReader(source, SentRules.NONE)) {
            reader.await("rulesUnread", 5);
            assertThat(reader.now()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("rules-read"))
                    .filteredOn(thread -> Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().startsWith("open")))
                    .as("attempts that hang")
                    .hasSize(1);
            Files.write(file(), new byte[0]);
            write(RULES);
            assertThat(reader.next()).extracting(RulesUpdate::yaml).containsExactly(RULES);
        }
    }
}

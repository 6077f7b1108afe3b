package io.kanshi.live;

import io.kanshi.events.EventsSettings;
import io.kanshi.job.rulesfile.RuleText;
import io.kanshi.rules.RuleFile;
import io.kanshi.rules.RulesReport;
import io.kanshi.settings.Given;
import io.kanshi.settings.GivenValue;
import io.kanshi.settings.SettingsSources;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the live job's settings: on Managed Service for Apache Flink from the property group {@code kanshi}, elsewhere from the
 * environment and a file. Everything that is wrong is told at once, the rule file included.
 */
final class LiveSettingsReader {

    /** The property group of the application. */
    static final String GROUP = "kanshi";

    private static final List<LiveKey> ALL = List.of(LiveKey.values());

    private final Given given;
    private final RuleFiles ruleFiles;
    private @Nullable LiveSettings settings;

    private LiveSettingsReader(Given given, RuleFiles ruleFiles) {
        this.given = given;
        this.ruleFiles = ruleFiles;
    }

    /** Of an application to which its platform gives properties. */
    static LiveSettingsReader ofProperties(Map<String, String> properties) {
        return read(
                SettingsSources.ofProperties(ALL, "property group " + GROUP, properties, Map.of()), RuleFiles.OF_FLINK);
    }

    /** Of a program that a person starts. */
    static LiveSettingsReader ofProgram(List<String> arguments, Map<String, String> environment) {
        return ofProgram(arguments, environment, RuleFiles.OF_FLINK);
    }

    /** Of a command beside the job, with its own way to rule files. */
    static LiveSettingsReader ofProgram(List<String> arguments, Map<String, String> environment, RuleFiles ruleFiles) {
        return read(SettingsSources.of(ALL, arguments, environment), ruleFiles);
    }

    private static LiveSettingsReader read(SettingsSources sources, RuleFiles ruleFiles) {
        LiveSettingsReader reader = new LiveSettingsReader(Given.read(sources), ruleFiles);
        EventsSettings events = reader.events();
        events.mistakes().forEach(reader.given::add);
        Instant from = reader.time(LiveKey.STREAM_FROM);
        Instant until = reader.time(LiveKey.STREAM_UNTIL);
        String rules = reader.rules();
        if (reader.given.mistakes().isEmpty()) {
            reader.settings = reader.settings(events, from, until, rules);
        }
        return reader;
    }

    /** A sentence each; empty: there are settings. */
    List<String> mistakes() {
        return given.mistakes();
    }

    /** Every value with where it came from. */
    List<GivenValue> values() {
        return given.values();
    }

    /** The settings; an IllegalStateException where there are mistakes. */
    LiveSettings settings() {
        LiveSettings accepted = settings;
        if (accepted == null) {
            throw new IllegalStateException("there are mistakes: " + mistakes());
        }
        return accepted;
    }

    private LiveSettings settings(
            EventsSettings events, @Nullable Instant from, @Nullable Instant until, String rules) {
        Instant start = given.text(LiveKey.STREAM_FROM).equals("latest") ? Instant.MAX : from;
        return new LiveSettings(
                new LiveSettings.Stream(
                        given.text(LiveKey.STREAM_ARN), given.uri(LiveKey.STREAM_ENDPOINT), start, until),
                new LiveSettings.Archive(
                        given.text(LiveKey.ARCHIVE_FOLDER),
                        given.duration(LiveKey.ARCHIVE_FRESHNESS),
                        given.bytes(LiveKey.ARCHIVE_MEMORY_BYTES)),
                new GivenOutlets(given).outlets(),
                events,
                new LiveSettings.Rules(
                        rules,
                        given.text(LiveKey.RULES_FILE).isEmpty() ? null : given.text(LiveKey.RULES_FILE),
                        given.duration(LiveKey.RULES_POLL)),
                given.duration(LiveKey.LATENESS));
    }

    private EventsSettings events() {
        EventsSettings usual = EventsSettings.defaults();
        String patterns = given.text(LiveKey.HEALTH_CHECK_PATTERNS);
        return new EventsSettings(
                patterns.isEmpty() ? List.of() : List.of(patterns.split(",", -1)),
                usual.healthCheckPaths(),
                usual.healthCheckAgents(),
                usual.maxLogBytes(),
                usual.maxAttributeBytes(),
                usual.maxAhead(),
                usual.maxBehind());
    }

    /** Null for a word, and for what is told as a mistake. */
    private @Nullable Instant time(LiveKey key) {
        GivenValue value = given.value(key);
        if (!value.allowed() || !value.text().endsWith("Z")) {
            return null;
        }
        try {
            return Instant.parse(value.text());
        } catch (DateTimeException noTime) {
            given.add(key.key() + " must be a time that exists: " + value.text());
            return null;
        }
    }

    private String region() {
        GivenValue stream = given.value(LiveKey.STREAM_ARN);
        return stream.allowed() && !stream.text().isEmpty() ? stream.text().split(":", 5)[3] : "";
    }

    private String rules() {
        GivenValue file = given.value(LiveKey.RULES_FILE);
        if (!file.allowed() || file.text().isEmpty()) {
            return RuleFile.defaultText();
        }
        try {
            RuleText content = ruleFiles.read(file.text(), region());
            if (content instanceof RuleText.Unfit unfit) {
                given.add("rules.file is refused: " + unfit.why() + ": " + file.text());
                return RuleFile.defaultText();
            }
            String text = ((RuleText.Text) content).text();
            RuleFile.Outcome outcome = RuleFile.parse(text);
            if (outcome instanceof RuleFile.Refused) {
                given.add("rules.file is refused. "
                        + RulesReport.of(file.text(), outcome).strip());
            }
            return text;
        } catch (IOException unreadable) {
            given.add("rules.file must be readable (" + unreadable.getMessage() + "): " + file.text());
            return RuleFile.defaultText();
        }
    }
}

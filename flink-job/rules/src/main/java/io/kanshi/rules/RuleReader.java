package io.kanshi.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one rule of the file. Goes on after a mistake, so that all of them are told at once; a rule with mistakes is never used. */
final class RuleReader {

    private static final String[] KEYS = {
        "name",
        "kind",
        "by",
        "where",
        "metric",
        "statistic",
        "window",
        "every",
        "above",
        "below",
        "min_events",
        "for",
        "resolve_below",
        "resolve_above",
        "keep_firing_for",
        "missing",
        "severity",
        "labels",
        "runbook",
        "max_keys"
    };

    /** Kinds of DESIGN §6 that come later. */
    private static final Set<String> LATER =
            Set.of("new_error", "silence", "canary", "task_stopped", "anomaly", "pipeline");

    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_METRIC_LENGTH = 255; // PutMetricData's limit for a metric's name
    static final int DEFAULT_MAX_KEYS = 10_000;
    private static final int LARGEST_MAX_KEYS = 100_000;

    private final Section section;
    private final int mistakesBefore;

    private RuleReader(Section section, int mistakesBefore) {
        this.section = section;
        this.mistakesBefore = mistakesBefore;
    }

    /** Null when the rule has mistakes. {@code names} holds the names of the rules before it. */
    static @Nullable Rule read(Node node, String path, List<Mistake> mistakes, Set<String> names) {
        int before = mistakes.size();
        Section unnamed = Section.of(node, path, mistakes);
        if (unnamed == null) {
            return null;
        }
        Node nameNode = unnamed.node("name");
        String name = nameNode == null ? null : Section.scalar(nameNode);
        boolean named = name != null && isName(name);
        Section section = unnamed;
        if (named) {
            mistakes.subList(before, mistakes.size()).clear();
            section = Section.of(node, String.valueOf(name), mistakes);
        }
        return section == null ? null : new RuleReader(section, before).rule(names);
    }

    private @Nullable Rule rule(Set<String> names) {
        section.allow(KEYS);
        String name = name(names);
        Kind kind = kind();
        if (kind == null) {
            return null;
        }
        Selection selection = SelectionReader.read(section, kind);
        Measure measure = new Measure(kind, statistic(kind), minEvents(kind));
        TimingReader timing = new TimingReader(section);
        Windows windows = timing.windows(kind);
        Patience patience = timing.patience(kind, windows);
        Threshold threshold = new ThresholdReader(section, kind).read();
        Notice notice = new NoticeReader(section).read();
        long maxKeys = count("max_keys", DEFAULT_MAX_KEYS, 1, LARGEST_MAX_KEYS);
        if (section.mistakes().size() > mistakesBefore || threshold == null || name == null) {
            return null;
        }
        return new Rule(name, selection, measure, windows, threshold, patience, notice, (int) maxKeys);
    }

    private @Nullable String name(Set<String> names) {
        if (!section.has("name")) {
            section.missing("name", "a name that no other rule has");
            return null;
        }
        String name = section.text("name");
        if (name == null) {
            return null;
        }
        if (!isName(name)) {
            section.wrong("name", "expected at most " + MAX_NAME_LENGTH + " letters, digits, '-', '_', '.' or spaces");
            return null;
        }
        if (!names.add(name)) {
            section.wrong("name", "another rule has this name");
        }
        return name;
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME_LENGTH
                && name.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ' ');
    }

    private @Nullable Kind kind() {
        String kinds = Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", "));
        if (!section.has("kind")) {
            section.missing("kind", "one of " + kinds);
            return null;
        }
        String text = section.text("kind");
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        if (text != null) {
            section.wrong(
                    "kind",
                    (LATER.contains(text) ? "not supported by this version yet; expected one of " : "expected one of ")
                            + kinds);
        }
        return null;
    }

    private Statistic statistic(Kind kind) {
        if (kind != Kind.METRIC) {
            section.forbid("statistic", "only rules of kind metric have a statistic");
            return Statistic.AVG;
        }
        String text = section.text("statistic");
        for (Statistic statistic : Statistic.values()) {
            if (statistic.text().equals(text)) {
                return statistic;
            }
        }
        if (text != null) {
            section.wrong("statistic", "expected avg, min, max, sum or count");
        }
        return Statistic.AVG;
    }

    private long minEvents(Kind kind) {
        if (kind != Kind.ERROR_RATE) {
            section.forbid("min_events", "only rules of kind error_rate have min_events");
            return 1;
        }
        return count("min_events", 1, 1, 1_000_000_000);
    }

    private long count(String key, long otherwise, long least, long most) {
        String text = section.text(key);
        if (text == null) {
            return otherwise;
        }
        Long count = Units.count(text);
        if (count == null || count < least || count > most) {
            section.wrong(key, "expected a whole number from " + least + " to " + most);
            return otherwise;
        }
        return count;
    }

    static boolean isMetricName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_METRIC_LENGTH
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f || c == ' ');
    }
}

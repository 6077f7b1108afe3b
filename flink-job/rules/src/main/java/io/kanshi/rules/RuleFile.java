package io.kanshi.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The rule file: YAML text becomes a {@link Ruleset}, or the list of all its mistakes. Nothing is half accepted, so that a typo never
 * switches off the rule beside it without a word.
 */
public final class RuleFile {

    /** More rules than this are a generated file; each costs an evaluation per key and window. */
    public static final int MAX_RULES = 1000;

    /** The largest file, in characters. */
    public static final int MAX_LENGTH = 1_048_576;

    private static final String DEFAULTS = "default-rules.yaml";

    private RuleFile() {}

    /** What a check says. */
    public sealed interface Outcome {}

    /** The file is sound. */
    public record Accepted(Ruleset ruleset) implements Outcome {}

    /** The file has mistakes, in the order of their lines; at least one. */
    public record Refused(List<Mistake> mistakes) implements Outcome {}

    /** Checks a whole file. Never throws, whatever the text. */
    public static Outcome parse(String text) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Node root = YamlText.compose(text, mistakes);
        if (root != null) {
            Section file = Section.of(root, "", mistakes);
            if (file != null) {
                readFile(file, rules);
            }
        }
        if (mistakes.isEmpty()) {
            return new Accepted(Ruleset.of(rules, text));
        }
        mistakes.sort(Comparator.comparingInt(Mistake::line));
        return new Refused(List.copyOf(mistakes));
    }

    /** The rules that hold when no file is given. They name no system. */
    public static Ruleset defaults() {
        Outcome outcome = parse(defaultText());
        if (outcome instanceof Accepted accepted) {
            return accepted.ruleset();
        }
        throw new IllegalStateException("The built-in rules are broken: " + outcome);
    }

    /** The built-in rule file, a start for one's own. */
    public static String defaultText() {
        try (InputStream in = Objects.requireNonNull(RuleFile.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The built-in rules cannot be read", e);
        }
    }

    private static void readFile(Section file, List<Rule> rules) {
        file.allow("version", "rules");
        String version = file.text("version");
        if (version == null) {
            file.missing("version", "the version of the format: 1");
        } else if (!version.equals("1")) {
            file.wrong("version", "expected 1, the only version of the format");
        }
        if (!file.has("rules")) {
            file.missing("rules", "a list of rules");
            return;
        }
        List<Node> nodes = file.list("rules", MAX_RULES, "a list of at most " + MAX_RULES + " rules");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Rule rule = RuleReader.read(nodes.get(i), "rules[" + i + "]", file.mistakes(), names);
            if (rule != null) {
                rules.add(rule);
            }
        }
    }
}

package io.kanshi.rules;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole rule file that passed its check; immutable.
 *
 * @param version equal for equal rules, whatever the spelling of the file
 * @param rules in the order of the file
 * @param text the file itself, so that a rule set can travel as text and be parsed again
 */
public record Ruleset(long version, List<Rule> rules, String text) implements Serializable {

    static Ruleset of(List<Rule> rules, String text) {
        StableHash hash = StableHash.of();
        for (Rule rule : rules) {
            hash.add(rule.name())
                    .add(rule.definition())
                    .add(rule.notice().toString())
                    .add(rule.maxKeys());
        }
        return new Ruleset(hash.toLong(), List.copyOf(rules), text);
    }

    /** The different selections of all rules, each with the largest max_keys asked for, in the order of the file. */
    public List<Selection> selections() {
        Map<String, Selection> byId = new LinkedHashMap<>();
        for (Rule rule : rules) {
            byId.putIfAbsent(rule.selection().id(), rule.selection());
        }
        return List.copyOf(byId.values());
    }

    /** Whether a rule looks at a selection. */
    public boolean watches(String selection) {
        return rules.stream().anyMatch(rule -> rule.selection().id().equals(selection));
    }

    /** Whether a rule looks at a selection that may fire before its window is over. */
    boolean firesEarly(String selection) {
        return rules.stream()
                .anyMatch(rule -> rule.firesEarly() && rule.selection().id().equals(selection));
    }

    /** The largest max_keys that is asked for. */
    int maxKeys(Selection selection) {
        return rules.stream()
                .filter(rule -> rule.selection().id().equals(selection.id()))
                .mapToInt(Rule::maxKeys)
                .max()
                .orElse(RuleReader.DEFAULT_MAX_KEYS);
    }
}

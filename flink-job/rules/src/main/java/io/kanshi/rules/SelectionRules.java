package io.kanshi.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that look at one selection, with what follows from all of them together. Immutable. */
record SelectionRules(
        List<String> names,
        List<Watched> watched,
        Map<String, String> definitions,
        long longestWindowMillis,
        long longestMemoryMillis) {

    private static final SelectionRules NONE = new SelectionRules(List.of(), List.of(), Map.of(), 0, 0);

    /** A rule with its definition worked out once. */
    record Watched(Rule rule, String definition) {}

    /** All selections of a rule set. */
    record Index(Map<String, SelectionRules> byId) {

        SelectionRules of(String selection) {
            return byId.getOrDefault(selection, NONE);
        }
    }

    static Index index(Ruleset ruleset) {
        Map<String, List<Watched>> watched = new LinkedHashMap<>();
        Map<String, Selection> selections = new LinkedHashMap<>();
        for (Rule rule : ruleset.rules()) {
            String id = rule.selection().id();
            selections.putIfAbsent(id, rule.selection());
            watched.computeIfAbsent(id, unused -> new ArrayList<>()).add(new Watched(rule, rule.definition()));
        }
        Map<String, SelectionRules> byId = new LinkedHashMap<>();
        selections.forEach((id, selection) -> byId.put(id, of(selection, watched.getOrDefault(id, List.of()))));
        return new Index(Map.copyOf(byId));
    }

    private static SelectionRules of(Selection selection, List<Watched> watched) {
        long longestWindow = 0;
        long longestMemory = 0;
        Map<String, String> definitions = new LinkedHashMap<>();
        for (Watched each : watched) {
            definitions.put(each.rule().name(), each.definition());
            Windows windows = each.rule().windows();
            Patience patience = each.rule().patience();
            longestWindow = Math.max(longestWindow, windows.millis());
            longestMemory = Math.max(
                    longestMemory,
                    windows.millis() + patience.of() * windows.everyMillis() + patience.keepFiringSeconds() * 1000L);
        }
        return new SelectionRules(
                selection.names(), List.copyOf(watched), Map.copyOf(definitions), longestWindow, longestMemory);
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    boolean has(String rule, String definition) {
        return definition.equals(definitions.get(rule));
    }

    /** Whether an alert fires for which silence is a reason to go on. */
    boolean isKeptBySilence(SeriesState state) {
        for (Watched each : watched) {
            if (each.rule().patience().missing() == Missing.BREACHING) {
                AlertState alert = state.alert(each.rule(), each.definition());
                if (alert != null && alert.firing != null) {
                    return true;
                }
            }
        }
        return false;
    }
}

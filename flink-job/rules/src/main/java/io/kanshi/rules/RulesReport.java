package io.kanshi.rules;

import io.kanshi.rules.RuleFile.Accepted;
import io.kanshi.rules.RuleFile.Outcome;
import io.kanshi.rules.RuleFile.Refused;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code kanshi rules check FILE}: the rules as a table, or every mistake. */
public final class RulesReport {

    private static final List<String> HEAD =
            List.of("rule", "kind", "by", "fires when", "for", "resolved when", "severity");

    private RulesReport() {}

    /** Ends with a line end; {@code file} is the name to show. */
    public static String of(String file, Outcome outcome) {
        String shown = Inert.line(file, 200);
        return outcome instanceof Accepted accepted
                ? accepted(shown, accepted.ruleset())
                : refused(shown, ((Refused) outcome).mistakes());
    }

    private static String refused(String file, List<Mistake> mistakes) {
        StringBuilder text = new StringBuilder(file + ": " + counted(mistakes.size(), "mistake") + "\n");
        for (Mistake mistake : mistakes) {
            text.append("  ").append(mistake).append('\n');
        }
        return text.toString();
    }

    private static String accepted(String file, Ruleset ruleset) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        for (Rule rule : ruleset.rules()) {
            table.add(row(rule));
        }
        return file + ": " + counted(ruleset.rules().size(), "rule") + ", no mistakes\n"
                + (table.size() == 1 ? "" : aligned(table));
    }

    private static List<String> row(Rule rule) {
        Patience patience = rule.patience();
        List<String> names = rule.selection().names();
        String where = rule.selection().where().isEmpty() ? "" : " (where …)";
        return List.of(
                rule.name(),
                rule.kind().text(),
                (names.isEmpty() ? "-" : Inert.line(String.join(",", names), 60)) + where,
                firesWhen(rule),
                patience.needed() + " of " + patience.of(),
                resolvedWhen(rule),
                rule.notice().severity());
    }

    private static String firesWhen(Rule rule) {
        Windows windows = rule.windows();
        String what = switch (rule.kind()) {
            case ERROR_RATE, ERROR_COUNT -> "errors";
            case METRIC ->
                rule.measure().statistic().text() + "("
                        + Inert.line(String.valueOf(rule.selection().metric()), 60) + ")";
        };
        String slide = windows.everySeconds() == windows.seconds() ? "" : " every " + duration(windows.everySeconds());
        String least = rule.measure().minEvents() > 1 ? ", of " + rule.measure().minEvents() + "+ events" : "";
        return what + (rule.threshold().above() ? " > " : " < ")
                + value(rule, rule.threshold().value()) + " in " + duration(windows.seconds()) + slide + least;
    }

    private static String resolvedWhen(Rule rule) {
        Threshold threshold = rule.threshold();
        Double resolve = threshold.resolve();
        String behind = resolve == null
                ? (threshold.above() ? "<= " : ">= ") + value(rule, threshold.value())
                : (threshold.above() ? "< " : "> ") + value(rule, resolve);
        int keep = rule.patience().keepFiringSeconds();
        return keep == 0 ? behind : behind + " for " + duration(keep);
    }

    private static String value(Rule rule, double value) {
        return Summary.number(value) + (rule.kind() == Kind.ERROR_RATE ? " %" : "");
    }

    private static String duration(int seconds) {
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String aligned(List<List<String>> table) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < row.size(); column++) {
                int width = width(table, column);
                line.append(' ')
                        .append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 1));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> table, int column) {
        return table.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}

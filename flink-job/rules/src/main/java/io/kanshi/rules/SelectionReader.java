package io.kanshi.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads by, where and metric. */
final class SelectionReader {

    private static final int MAX_BY = 8;
    private static final int MAX_WHERE = 20;

    private SelectionReader() {}

    static Selection read(Section rule, Kind kind) {
        return new Selection(by(rule), where(rule), metric(rule, kind));
    }

    private static List<Field> by(Section rule) {
        Node node = rule.node("by");
        if (node == null) {
            return List.of(new Field(Field.Column.SERVICE, ""));
        }
        List<Node> items =
                node instanceof SequenceNode ? rule.list("by", MAX_BY, "at most " + MAX_BY + " fields") : List.of(node);
        Set<Field> fields = new LinkedHashSet<>();
        for (Node item : items) {
            String name = Section.scalar(item);
            Field field = name == null ? null : Field.named(name);
            if (field == null) {
                rule.wrong(item, "by", "expected fields out of " + String.join(", ", Field.names()));
            } else if (!fields.add(field)) {
                rule.wrong(item, "by", "this field is given twice");
            }
        }
        return List.copyOf(fields);
    }

    private static List<Selection.Clause> where(Section rule) {
        Node node = rule.node("where");
        Section given = node == null ? null : Section.of(node, rule.at("where"), rule.mistakes());
        if (given == null) {
            return List.of();
        }
        if (given.keys().size() > MAX_WHERE) {
            rule.wrong("where", "expected at most " + MAX_WHERE + " fields");
            return List.of();
        }
        List<Selection.Clause> clauses = new ArrayList<>();
        for (String name : given.keys()) {
            Field field = Field.named(name);
            Node condition = given.node(name);
            if (field == null || condition == null) {
                given.wrong(name, "unknown field; expected one of " + String.join(", ", Field.names()));
                continue;
            }
            Condition read = ConditionReader.read(given, name, condition);
            if (read != null) {
                clauses.add(new Selection.Clause(field, read));
            }
        }
        clauses.sort(
                Comparator.comparing((Selection.Clause clause) -> clause.field().name()));
        return clauses;
    }

    private static @Nullable String metric(Section rule, Kind kind) {
        if (kind != Kind.METRIC) {
            rule.forbid("metric", "only rules of kind metric have a metric");
            return null;
        }
        String metric = rule.text("metric");
        if (!rule.has("metric")) {
            rule.missing("metric", "the name of a metric, such as cpu_utilization");
        } else if (metric != null && !RuleReader.isMetricName(metric)) {
            rule.wrong("metric", "expected the name of a metric: at most 255 ASCII characters");
        }
        return metric == null ? "" : metric;
    }
}

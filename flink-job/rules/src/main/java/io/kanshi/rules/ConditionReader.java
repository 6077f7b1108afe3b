package io.kanshi.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one condition of where: a value, or one of matches, in and not. */
final class ConditionReader {

    private static final int MAX_VALUES = 1000;
    private static final int MAX_NESTING = 4;

    /** In characters. */
    private static final int MAX_EXPRESSION = 1000;

    private static final String EXPECTED = "expected a value, {matches: RE2}, {in: [values]} or {not: condition}";

    private ConditionReader() {}

    /** Null after a mistake. */
    static @Nullable Condition read(Section where, String field, Node node) {
        return read(where, field, node, 0);
    }

    private static @Nullable Condition read(Section where, String field, Node node, int depth) {
        String value = Section.scalar(node);
        if (value != null) {
            return new Condition.Equal(value);
        }
        if (!(node instanceof MappingNode mapping) || mapping.getValue().size() != 1 || depth > MAX_NESTING) {
            where.wrong(node, field, EXPECTED);
            return null;
        }
        Node key = mapping.getValue().get(0).getKeyNode();
        Node argument = mapping.getValue().get(0).getValueNode();
        switch (String.valueOf(Section.scalar(key))) {
            case "matches":
                return matches(where, field, argument);
            case "in":
                return in(where, field, node);
            case "not":
                Condition inner = read(where, field, argument, depth + 1);
                return inner == null ? null : new Condition.Not(inner);
            default:
                where.wrong(key, field, EXPECTED);
                return null;
        }
    }

    private static @Nullable Condition matches(Section where, String field, Node argument) {
        String expression = Section.scalar(argument);
        if (expression == null || expression.length() > MAX_EXPRESSION) {
            where.wrong(argument, field, "expected an RE2 expression of at most " + MAX_EXPRESSION + " characters");
            return null;
        }
        if (ExpressionSize.isTooLarge(expression)) {
            where.wrong(argument, field, "too large: its repeats multiply to more than RE2 should be asked for");
            return null;
        }
        try {
            return new Condition.Matches(Pattern.compile(expression, Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            where.wrong(argument, field, "no valid RE2 expression: " + Inert.line(e.getDescription(), 100));
            return null;
        }
    }

    private static @Nullable Condition in(Section where, String field, Node node) {
        Section in = Section.of(node, where.at(field), where.mistakes());
        if (in == null) {
            return null;
        }
        List<Node> items = in.list("in", MAX_VALUES, "a list of 1 to " + MAX_VALUES + " values");
        SortedSet<String> values = new TreeSet<>();
        for (Node item : items) {
            String value = Section.scalar(item);
            if (value == null) {
                where.wrong(item, field, "expected plain values in the list");
                return null;
            }
            values.add(value);
        }
        if (items.isEmpty()
                && in.node("in") instanceof SequenceNode sequence
                && sequence.getValue().isEmpty()) {
            where.wrong(sequence, field, "expected at least one value");
        }
        return items.isEmpty() ? null : new Condition.In(values);
    }
}

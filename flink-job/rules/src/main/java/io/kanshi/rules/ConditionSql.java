package io.kanshi.rules;

import java.util.stream.Collectors;

/** A condition of a rule as a predicate on the archive's columns, where an absent value is NULL. */
final class ConditionSql {

    private ConditionSql() {}

    static String of(Field field, Condition condition) {
        if (condition instanceof Condition.Equal equal && !equal.value().isEmpty() && isPlainColumn(field)) {
            return field.name() + " = " + Sql.quote(equal.value());
        }
        return predicate(operand(field), condition);
    }

    private static String predicate(String operand, Condition condition) {
        if (condition instanceof Condition.Equal equal) {
            return operand + " = " + Sql.quote(equal.value());
        }
        if (condition instanceof Condition.In in) {
            return operand + " IN " + in.values().stream().map(Sql::quote).collect(Collectors.joining(", ", "(", ")"));
        }
        if (condition instanceof Condition.Matches matches) {
            return "regexp_like(" + operand + ", "
                    + Sql.quote("(?s)\\A(?:" + matches.pattern().pattern() + ")\\z") + ")";
        }
        return "NOT (" + predicate(operand, ((Condition.Not) condition).condition()) + ")";
    }

    private static String operand(Field field) {
        return switch (field.column()) {
            case STATUS -> "coalesce(CAST(status AS varchar), '')";
            case ATTRIBUTE -> "coalesce(element_at(attributes, " + Sql.quote(field.attribute()) + "), '')";
            default -> "coalesce(" + field.name() + ", '')";
        };
    }

    private static boolean isPlainColumn(Field field) {
        return field.column() != Field.Column.STATUS && field.column() != Field.Column.ATTRIBUTE;
    }
}

package io.kanshi.rules;

import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are counted, and by what: the part of a rule that panes are built for. Rules with equal selections share their panes,
 * and panes survive a new rule file, because the id depends on nothing else.
 */
public final class Selection implements Serializable {

    /** One field and what is asked of it. */
    record Clause(Field field, Condition condition) implements Serializable {

        boolean holds(LogEvent event) {
            return field.isText() ? condition.holds(field.text(event)) : condition.holds(field.of(event));
        }
    }

    /** All log lines by service: counted whether or not a rule asks, for the rates that analysts see. */
    public static final Selection SERVICES =
            new Selection(List.of(new Field(Field.Column.SERVICE, "")), List.of(), null);

    private final String id;
    private final List<Field> by;
    private final List<Clause> where;
    private final @Nullable String metric;

    /** {@code metric} is null for log lines; {@code where} is sorted by field name. */
    Selection(List<Field> by, List<Clause> where, @Nullable String metric) {
        this.by = List.copyOf(by);
        this.where = List.copyOf(where);
        this.metric = metric;
        StableHash hash = StableHash.of().add(names());
        for (Clause clause : where) {
            hash.add(clause.field().name()).add(clause.condition().canonical());
        }
        this.id = hash.add(metric == null ? "" : "metric " + metric).hex(8);
    }

    /** 16 hex digits, equal for equal selections. */
    public String id() {
        return id;
    }

    /** The names of the key's values, in their order. */
    public List<String> names() {
        return by.stream().map(Field::name).toList();
    }

    /** The name of the metric, or null when log lines are counted. */
    public @Nullable String metric() {
        return metric;
    }

    List<Field> by() {
        return by;
    }

    List<Clause> where() {
        return where;
    }

    boolean isKeyedByIdentity() {
        return by.stream().allMatch(Field::isIdentity);
    }

    /** Whether the conditions on the identity hold: the same for all its events. */
    boolean admits(Identity identity) {
        for (Clause clause : where) {
            Field field = clause.field();
            if (field.isIdentity() && !clause.condition().holds(field.of(identity))) {
                return false;
            }
        }
        return true;
    }

    boolean looksIntoEvents() {
        return where.stream().anyMatch(clause -> !clause.field().isIdentity());
    }

    /** Whether the other conditions hold. */
    boolean admits(LogEvent event) {
        for (Clause clause : where) {
            if (!clause.field().isIdentity() && !clause.holds(event)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Selection[" + id + " by " + names() + (metric == null ? "" : " of " + metric) + "]";
    }
}

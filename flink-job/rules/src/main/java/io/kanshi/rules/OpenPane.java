package io.kanshi.rules;

import io.kanshi.events.HealthCheck;
import io.kanshi.events.LogEvent;
import io.kanshi.rules.Pane.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pane that still counts. Mutable, used by one thread. */
final class OpenPane {

    private final Pane pane = new Pane();
    private @Nullable OpenErrors errors;
    private boolean closed;

    OpenPane(long rulesVersion, String selection, List<String> key, long second) {
        pane.rulesVersion = rulesVersion;
        pane.selection = selection;
        pane.key = key;
        pane.second = second;
    }

    long second() {
        return pane.second;
    }

    boolean hasErrors() {
        return errors != null;
    }

    boolean isClosed() {
        return closed;
    }

    /** Counts a log line. */
    void count(LogEvent event, SampleText sampleText) {
        if (event.healthCheck == HealthCheck.PASSING) {
            pane.healthChecks++;
        } else {
            pane.events++;
            if (event.isError()) {
                pane.errors++;
                if (errors == null) {
                    errors = new OpenErrors();
                }
                errors.add(event, sampleText);
            }
        }
        String definition = event.identity.taskDefinition();
        if (definition != null) {
            note(definition, event.timeNanos);
        }
    }

    /** Counts a metric's sample; what is no number is none. */
    void count(double sample) {
        if (Double.isNaN(sample)) {
            return;
        }
        double clamped =
                ExactSum.clamp(sample) + 0.0; // −0.0 becomes 0.0: min and max must not depend on which came first
        pane.count++;
        pane.sumWhole += ExactSum.whole(clamped);
        pane.sumFraction += ExactSum.fraction(clamped);
        pane.min = Math.min(pane.min, clamped);
        pane.max = Math.max(pane.max, clamped);
    }

    Pane close() {
        closed = true;
        if (errors != null) {
            pane.topErrors = errors.close();
            pane.cutErrors = errors.cut();
        }
        return pane;
    }

    private void note(String name, long nanos) {
        List<TaskDefinition> definitions = pane.taskDefinitions;
        for (int i = 0; i < definitions.size(); i++) {
            TaskDefinition known = definitions.get(i);
            if (known.name.equals(name)) {
                if (nanos >= known.firstSeenNanos) {
                    return;
                }
                definitions.remove(i);
                break;
            }
        }
        if (definitions.isEmpty()) {
            definitions = new ArrayList<>(2);
            pane.taskDefinitions = definitions;
        }
        insert(definitions, name, nanos);
    }

    private static void insert(List<TaskDefinition> definitions, String name, long nanos) {
        int index = definitions.size();
        while (index > 0 && isBefore(name, nanos, definitions.get(index - 1))) {
            index--;
        }
        if (index < PaneMath.MAX_TASK_DEFINITIONS) {
            TaskDefinition definition = new TaskDefinition();
            definition.name = name;
            definition.firstSeenNanos = nanos;
            definitions.add(index, definition);
            if (definitions.size() > PaneMath.MAX_TASK_DEFINITIONS) {
                definitions.remove(PaneMath.MAX_TASK_DEFINITIONS);
            }
        }
    }

    private static boolean isBefore(String name, long nanos, TaskDefinition other) {
        return nanos < other.firstSeenNanos || nanos == other.firstSeenNanos && name.compareTo(other.name) < 0;
    }
}

package io.kanshi.rules;

import io.kanshi.rules.Pane.TaskDefinition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which task definitions spoke in a series, in the order in which they appeared: the answer to "was something deployed?". One that
 * comes back after ten silent minutes (a rollback) appeared anew.
 */
final class Deployments {

    private static final int MAX = PaneMath.MAX_TASK_DEFINITIONS;
    private static final long AWAY_NANOS = 600_000_000_000L;
    private static final long RECENT_NANOS = 3_600_000_000_000L;

    private final List<Deployment> inOrder = new ArrayList<>();

    private record Deployment(String name, long sinceNanos, long lastNanos) {}

    /** Notes the task definitions of a second, which come in ascending order. */
    void note(Iterable<TaskDefinition> definitions) {
        for (TaskDefinition definition : definitions) {
            long now = definition.firstSeenNanos;
            int index = indexOf(definition.name);
            if (index >= 0 && now - inOrder.get(index).lastNanos <= AWAY_NANOS) {
                inOrder.set(index, new Deployment(definition.name, inOrder.get(index).sinceNanos, now));
                continue;
            }
            if (index >= 0) {
                inOrder.remove(index);
            }
            inOrder.add(new Deployment(definition.name, now, now));
            if (inOrder.size() > MAX) {
                inOrder.remove(0);
            }
        }
    }

    /** The newest one, or null. */
    @Nullable
    String current() {
        return inOrder.isEmpty() ? null : inOrder.get(inOrder.size() - 1).name;
    }

    /** The one before, if the newest appeared within the hour before a time. */
    @Nullable
    String previous(long millis) {
        if (inOrder.size() < 2) {
            return null;
        }
        Deployment newest = inOrder.get(inOrder.size() - 1);
        return millis * 1_000_000 - newest.sinceNanos <= RECENT_NANOS ? inOrder.get(inOrder.size() - 2).name : null;
    }

    void clear() {
        inOrder.clear();
    }

    private int indexOf(String name) {
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void write(DataOutput out) throws IOException {
        Binary.writeLong(out, inOrder.size());
        for (Deployment deployment : inOrder) {
            Binary.writeText(out, deployment.name);
            out.writeLong(deployment.sinceNanos);
            out.writeLong(deployment.lastNanos);
        }
    }

    static Deployments read(DataInput in) throws IOException {
        Deployments deployments = new Deployments();
        int size = Binary.readSize(in);
        for (int i = 0; i < size; i++) {
            deployments.inOrder.add(new Deployment(Binary.readText(in), in.readLong(), in.readLong()));
        }
        return deployments;
    }
}

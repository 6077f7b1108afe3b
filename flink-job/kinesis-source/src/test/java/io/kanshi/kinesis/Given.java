package io.kanshi.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps everything that a source gives in checkpointed state, where the test can see it: what is in it twice was given twice, whatever broke
 * in between. Breaks the job when told. For jobs in this JVM.
 */
final class Given extends ProcessFunction<String, String> implements CheckpointedFunction {

    private static final long serialVersionUID = 1;
    private static final Map<String, Seen> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private transient ListState<String> state;
    private transient int attempt;

    /** What is in the state now, for the test. */
    private static final class Seen {
        private final Map<Integer, List<String>> bySubtask = new TreeMap<>();
        private final Map<Integer, Integer> attempts = new TreeMap<>();
        private int breaks;
        private int starts;
        private long checkpoints;
        private long late;
        private long watermark = Long.MIN_VALUE;

        private List<String> all() {
            return bySubtask.values().stream().flatMap(List::stream).toList();
        }
    }

    @SuppressWarnings("NullAway.Init") // Flink initialises the state first.
    Given() {
        ALL.put(id, new Seen());
    }

    private static Seen seen(String id) {
        return ALL.computeIfAbsent(id, any -> new Seen());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("given", Types.STRING));
        Seen seen = seen(id);
        synchronized (seen) {
            List<String> restored = new ArrayList<>();
            state.get().forEach(restored::add);
            seen.bySubtask.put(subtask(), restored);
            attempt = seen.attempts.merge(subtask(), 1, Integer::sum);
            seen.starts++;
            seen.notifyAll();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Seen seen = seen(id);
        synchronized (seen) {
            state.update(seen.bySubtask.getOrDefault(subtask(), List.of()));
            seen.checkpoints++;
            seen.notifyAll();
        }
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) {
        Seen seen = seen(id);
        synchronized (seen) {
            if (seen.attempts.getOrDefault(subtask(), 0) != attempt) {
                throw new IllegalStateException("this task was killed, and its thread has not noticed yet");
            }
            if (seen.breaks > 0) {
                seen.breaks--;
                throw new IllegalStateException("broken on purpose");
            }
            long time = context.timestamp() == null ? Long.MAX_VALUE : context.timestamp();
            seen.watermark = context.timerService().currentWatermark();
            seen.late += time <= seen.watermark ? 1 : 0;
            seen.bySubtask.computeIfAbsent(subtask(), any -> new ArrayList<>()).add(value);
            seen.notifyAll();
        }
    }

    private int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    /** The next value breaks the job. */
    void breakNext() {
        Seen seen = seen(id);
        synchronized (seen) {
            seen.breaks = 1;
        }
    }

    List<String> values() {
        Seen seen = seen(id);
        synchronized (seen) {
            return seen.all();
        }
    }

    /** The watermark that the last value met. */
    long watermark() {
        Seen seen = seen(id);
        synchronized (seen) {
            return seen.watermark;
        }
    }

    /** Values whose time the watermark had passed. */
    long late() {
        Seen seen = seen(id);
        synchronized (seen) {
            return seen.late;
        }
    }

    int starts() {
        Seen seen = seen(id);
        synchronized (seen) {
            return seen.starts;
        }
    }

    List<String> await(String what, Predicate<List<String>> enough) {
        return await(what, enough, Duration.ofSeconds(60));
    }

    /** Waits until so many different values were given. */
    List<String> awaitDistinct(int count) {
        return await(
                count + " different values",
                values -> values.stream().distinct().count() >= count);
    }

    void awaitStarts(int count) {
        await("start " + count, values -> starts() >= count);
    }

    /** Waits for as many more checkpoints as must begin from now on for one to be sure to hold everything so far. */
    void awaitCheckpoints(int count) {
        Seen seen = seen(id);
        long before;
        synchronized (seen) {
            before = seen.checkpoints;
        }
        await(count + " checkpoints", values -> seen.checkpoints >= before + count);
    }

    /** Lets this time pass, in which nothing may be given. */
    void awaitSilence(Duration time) {
        Seen seen = seen(id);
        long deadline = System.nanoTime() + time.toNanos();
        synchronized (seen) {
            for (long left = time.toMillis();
                    left > 0;
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                try {
                    seen.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
            if (!seen.all().isEmpty()) {
                throw new AssertionError("values came: " + seen.all());
            }
        }
    }

    List<String> await(String what, Predicate<List<String>> enough, Duration patience) {
        Seen seen = seen(id);
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (seen) {
            List<String> values = seen.all();
            while (!enough.test(values)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited " + patience + " for " + what + ", but there are " + values.size()
                            + " values after " + seen.starts + " starts");
                }
                try {
                    seen.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
                values = seen.all();
            }
            return values;
        }
    }
}

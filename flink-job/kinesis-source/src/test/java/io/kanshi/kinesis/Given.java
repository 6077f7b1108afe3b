package io.kanshi.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * in between. Breaks the job when told. For jobs in this JVM, with parallelism 1.
 */
final class Given extends ProcessFunction<String, String> implements CheckpointedFunction {

    private static final long serialVersionUID = 1;
    private static final Map<String, Seen> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private transient ListState<String> state;

    /** What is in the state now, for the test. */
    private static final class Seen {
        private List<String> values = new ArrayList<>();
        private int breaks;
        private int starts;
        private long checkpoints;
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
            seen.values = new ArrayList<>();
            for (String value : state.get()) {
                seen.values.add(value);
            }
            seen.starts++;
            seen.notifyAll();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Seen seen = seen(id);
        synchronized (seen) {
            state.update(seen.values);
            seen.checkpoints++;
            seen.notifyAll();
        }
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) {
        Seen seen = seen(id);
        synchronized (seen) {
            if (seen.breaks > 0) {
                seen.breaks--;
                throw new IllegalStateException("broken on purpose");
            }
            seen.values.add(value);
            seen.notifyAll();
        }
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
            return List.copyOf(seen.values);
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

    List<String> await(String what, Predicate<List<String>> enough, Duration patience) {
        Seen seen = seen(id);
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (seen) {
            while (!enough.test(seen.values)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited " + patience + " for " + what + ", but there are "
                            + seen.values.size() + " values after " + seen.starts + " starts");
                }
                try {
                    seen.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
            return List.copyOf(seen.values);
        }
    }
}

package io.kanshi.kinesis.handover;

import io.kanshi.kinesis.split.ShardSplit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/** What Flink is to an enumerator, moved by hand: calls run when the test says so, and what is sent waits to be delivered. */
final class HandEnumeratorContext implements SplitEnumeratorContext<ShardSplit> {

    final Map<Integer, ReaderInfo> readers = new HashMap<>();
    final Map<Integer, List<ShardSplit>> assigned = new HashMap<>();
    final Map<Integer, List<SourceEvent>> sent = new HashMap<>();
    final List<Integer> noMoreSplits = new ArrayList<>();
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final int parallelism;
    private @Nullable Runnable periodic;

    HandEnumeratorContext(int parallelism) {
        this.parallelism = parallelism;
    }

    void register(int reader) {
        readers.put(reader, new ReaderInfo(reader, "here"));
    }

    /** The periodic call, once. */
    void tick() {
        if (periodic != null) {
            periodic.run();
        }
    }

    /** All calls that were asked for since. */
    void runCalls() {
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
    }

    List<ShardSplit> takeAssigned(int reader) {
        List<ShardSplit> taken = assigned.remove(reader);
        return taken == null ? List.of() : taken;
    }

    List<SourceEvent> takeSent(int reader) {
        List<SourceEvent> taken = sent.remove(reader);
        return taken == null ? List.of() : taken;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        sent.computeIfAbsent(reader, any -> new ArrayList<>()).add(event);
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public void assignSplits(SplitsAssignment<ShardSplit> splits) {
        splits.assignment()
                .forEach((reader, given) -> assigned.computeIfAbsent(reader, any -> new ArrayList<>())
                        .addAll(given));
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        noMoreSplits.add(reader);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        calls.add(call(callable, handler));
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long initial, long period) {
        periodic = call(callable, handler);
    }

    @SuppressWarnings("NullAway") // Flink hands over one of two, and null for the other.
    private static <T> Runnable call(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        return () -> {
            T result;
            try {
                result = callable.call();
            } catch (Exception e) {
                handler.accept(null, e);
                return;
            }
            handler.accept(result, null);
        };
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}

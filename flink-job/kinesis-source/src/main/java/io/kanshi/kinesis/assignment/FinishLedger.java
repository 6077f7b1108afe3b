package io.kanshi.kinesis.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the readers of finished shards wait for: that somebody has looked for the shards' children since, and that a completed checkpoint of
 * the enumerator has the shards. One thread.
 */
final class FinishLedger {

    /** A finished shard, and how many looks for shards had begun by then. */
    private record Finish(String shard, int reader, long looks) {}

    private final List<Finish> childrenAwaited = new ArrayList<>();
    private final List<Finish> unrecorded = new ArrayList<>();
    private final TreeMap<Long, List<Finish>> inCheckpoints = new TreeMap<>();

    void finished(int reader, String shard, long looks) {
        forget(shard);
        Finish finish = new Finish(shard, reader, looks);
        childrenAwaited.add(finish);
        unrecorded.add(finish);
    }

    /** The shard is read again. */
    void forget(String shard) {
        childrenAwaited.removeIf(finish -> finish.shard().equals(shard));
        unrecorded.removeIf(finish -> finish.shard().equals(shard));
    }

    /** The reader failed, and will say for itself what it holds. */
    void lost(int reader) {
        childrenAwaited.removeIf(finish -> finish.reader() == reader);
        unrecorded.removeIf(finish -> finish.reader() == reader);
    }

    /** The look with this number, counted from 1, has ended, and what it found was given out: the shards that it was late enough for. */
    Map<Integer, Set<String>> lookEnded(long number) {
        List<Finish> done = childrenAwaited.stream()
                .filter(finish -> finish.looks() < number)
                .toList();
        childrenAwaited.removeAll(done);
        return byReader(done);
    }

    boolean awaitsChildren() {
        return !childrenAwaited.isEmpty();
    }

    void checkpointed(long checkpointId) {
        inCheckpoints.put(checkpointId, List.copyOf(unrecorded));
    }

    /** The shards that are safe with the enumerator now. */
    Map<Integer, Set<String>> checkpointCompleted(long checkpointId) {
        List<Finish> held = inCheckpoints.getOrDefault(checkpointId, List.of());
        inCheckpoints.headMap(checkpointId, true).clear();
        List<Finish> recorded = held.stream().filter(unrecorded::contains).toList();
        unrecorded.removeAll(recorded);
        return byReader(recorded);
    }

    private static Map<Integer, Set<String>> byReader(List<Finish> finishes) {
        Map<Integer, Set<String>> shards = new HashMap<>();
        finishes.forEach(finish ->
                shards.computeIfAbsent(finish.reader(), any -> new HashSet<>()).add(finish.shard()));
        return shards;
    }
}

package io.kanshi.kinesis.assignment;

import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.split.Phase;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.kinesis.stream.ShardInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All shards of the stream and what became of each. A shard is given out when its parents are finished, and takes over what they have
 * seen; the shards that are forgotten are those that the stream no longer lists. One thread; knows no Flink job and no clock.
 */
final class ShardTree {

    private final SeenBounds bounds;
    private final Map<String, KnownShard> shards = new TreeMap<>();
    private boolean discovered;

    ShardTree(SeenBounds bounds) {
        this.bounds = bounds;
    }

    ShardTree(SeenBounds bounds, AssignmentState state) {
        this(bounds);
        discovered = state.discovered();
        state.shards().forEach(shard -> shards.put(shard.split().shardId(), shard));
    }

    AssignmentState state() {
        return new AssignmentState(discovered, List.copyOf(shards.values()));
    }

    /** All shards that the stream lists. */
    void discover(List<ShardInfo> listed, FirstShards first) {
        Set<String> ids = new HashSet<>();
        for (ShardInfo info : listed) {
            ids.add(info.id());
            if (!shards.containsKey(info.id())) {
                boolean past = !discovered && first.isPast(info);
                Position position = discovered ? Position.START : first.position();
                Phase phase = past ? Phase.ENDED : Phase.READING;
                ShardSplit split = new ShardSplit(info.id(), info.parents(), position, phase, new Seen(bounds));
                put(past ? Stage.FINISHED : Stage.WAITING, split, KnownShard.NOBODY);
            }
        }
        discovered = true;
        shards.values()
                .removeIf(shard ->
                        shard.is(Stage.FINISHED) && !ids.contains(shard.split().shardId()));
    }

    /** A reader that starts has these and no others. */
    void holds(int reader, Set<String> reading) {
        for (String id : reading) {
            KnownShard shard = shards.get(id);
            ShardSplit split = shard == null
                    ? new ShardSplit(id, List.of(), Position.START, Phase.READING, new Seen(bounds))
                    : new ShardSplit(id, shard.split().parents(), Position.START, Phase.READING, new Seen(bounds));
            put(Stage.READING, split, reader);
        }
        for (KnownShard shard : shards.values()) {
            boolean missing = shard.is(Stage.READING)
                    && shard.reader() == reader
                    && !reading.contains(shard.split().shardId());
            if (missing) {
                throw new IllegalStateException("reader " + reader + " came back without shard "
                        + shard.split().shardId() + ", which it was given before the checkpoint");
            }
        }
    }

    /** Was given to a reader that failed before a checkpoint had it. */
    void takeBack(ShardSplit split) {
        put(Stage.WAITING, split, KnownShard.NOBODY);
    }

    /** Was read to its end. */
    void finish(int reader, ShardSplit split) {
        put(Stage.FINISHED, split, reader);
        dropInherited();
    }

    /** What may be given out now, to readers 0 to {@code readers} − 1. It counts as given. */
    Map<Integer, List<ShardSplit>> give(int readers) {
        ReaderLoads loads = new ReaderLoads(readers, shards.values());
        Map<Integer, List<ShardSplit>> given = new HashMap<>();
        for (KnownShard shard : List.copyOf(shards.values())) {
            if (!shard.is(Stage.WAITING)) {
                continue;
            }
            List<KnownShard> parents = parents(shard.split());
            if (parents.stream().allMatch(parent -> parent.is(Stage.FINISHED))) {
                give(shard.split(), parents, loads, given);
            }
        }
        dropInherited();
        return given;
    }

    private void give(
            ShardSplit split, List<KnownShard> parents, ReaderLoads loads, Map<Integer, List<ShardSplit>> given) {
        if (parents.stream().anyMatch(parent -> parent.split().phase() == Phase.STOPPED)) {
            put(Stage.FINISHED, withSeen(split, Phase.STOPPED, new Seen(bounds)), KnownShard.NOBODY);
            return;
        }
        List<Seen> seen = new ArrayList<>(List.of(split.seen()));
        parents.forEach(parent -> seen.add(parent.split().seen()));
        int reader = loads.place(parents);
        given.computeIfAbsent(reader, any -> new ArrayList<>())
                .add(withSeen(split, Phase.READING, Seen.union(seen, bounds)));
        put(Stage.READING, withSeen(split, Phase.READING, new Seen(bounds)), reader);
    }

    /** Those that are still known; others are long finished. */
    private List<KnownShard> parents(ShardSplit split) {
        List<KnownShard> parents = new ArrayList<>();
        for (String id : split.parents()) {
            KnownShard parent = shards.get(id);
            if (parent != null) {
                parents.add(parent);
            }
        }
        return parents;
    }

    /** What a finished shard has seen is needed no more when all its children have it. */
    private void dropInherited() {
        for (KnownShard shard : List.copyOf(shards.values())) {
            ShardSplit split = shard.split();
            if (shard.is(Stage.FINISHED) && split.seen().lanes() > 0 && isInherited(split.shardId())) {
                put(Stage.FINISHED, withSeen(split, split.phase(), new Seen(bounds)), shard.reader());
            }
        }
    }

    /** A shard ends by a split, which leaves two children, or by a merge, which leaves one that has another parent. */
    private boolean isInherited(String id) {
        List<KnownShard> children = shards.values().stream()
                .filter(child -> child.split().parents().contains(id))
                .toList();
        boolean complete = children.size() == 2
                || children.stream().anyMatch(child -> child.split().parents().size() == 2);
        return complete && children.stream().noneMatch(child -> child.is(Stage.WAITING));
    }

    /** Whether nothing is left to be read of what is known. */
    boolean isDone() {
        return discovered && shards.values().stream().allMatch(shard -> shard.is(Stage.FINISHED));
    }

    /** Shards that a checkpoint said were being read, and that no reader has claimed. */
    List<String> unclaimed() {
        return shards.values().stream()
                .filter(shard -> shard.is(Stage.READING) && shard.reader() == KnownShard.NOBODY)
                .map(shard -> shard.split().shardId())
                .toList();
    }

    long waiting() {
        return shards.values().stream().filter(shard -> shard.is(Stage.WAITING)).count();
    }

    Collection<KnownShard> all() {
        return List.copyOf(shards.values());
    }

    private void put(Stage stage, ShardSplit split, int reader) {
        shards.put(split.shardId(), new KnownShard(stage, split, reader));
    }

    private static ShardSplit withSeen(ShardSplit split, Phase phase, Seen seen) {
        return new ShardSplit(split.shardId(), split.parents(), split.position(), phase, seen);
    }
}

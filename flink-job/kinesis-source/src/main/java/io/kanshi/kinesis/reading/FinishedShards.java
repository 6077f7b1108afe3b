package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.split.ShardSplit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shards that are no longer read, kept in the reader's checkpoints until a completed checkpoint of the enumerator has them. Else a
 * checkpoint could be one in which the reader has let go and the enumerator does not know yet: their children would never be read.
 */
final class FinishedShards {

    private final Map<String, ShardSplit> kept = new LinkedHashMap<>();

    /** Recorded before the reading thread let them go. */
    private final Set<String> recordedEarly = new HashSet<>();

    void add(ShardSplit split) {
        if (!recordedEarly.remove(split.shardId())) {
            kept.put(split.shardId(), split);
        }
    }

    void recorded(Collection<String> shards) {
        for (String shard : shards) {
            if (kept.remove(shard) == null) {
                recordedEarly.add(shard);
            }
        }
    }

    List<ShardSplit> all() {
        return List.copyOf(kept.values());
    }
}

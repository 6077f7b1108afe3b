package io.kanshi.kinesis.reading;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** What one read of one shard gave, or the shards that are done with, on the way from the reading thread to the task's. */
final class ShardBatch implements RecordsWithSplitIds<ShardElement> {

    private @Nullable String shardId;
    private final Iterator<ShardElement> elements;
    private final Set<String> finished;

    private ShardBatch(@Nullable String shardId, List<ShardElement> elements, Set<String> finished) {
        this.shardId = shardId;
        this.elements = elements.iterator();
        this.finished = finished;
    }

    static ShardBatch of(String shardId, List<ShardElement> elements) {
        return new ShardBatch(shardId, elements, Set.of());
    }

    static ShardBatch finished(Set<String> shards) {
        return new ShardBatch(null, List.of(), Set.copyOf(shards));
    }

    @Override
    public @Nullable String nextSplit() {
        String next = shardId;
        shardId = null;
        return next;
    }

    @Override
    public @Nullable ShardElement nextRecordFromSplit() {
        return elements.hasNext() ? elements.next() : null;
    }

    @Override
    public Set<String> finishedSplits() {
        return finished;
    }
}

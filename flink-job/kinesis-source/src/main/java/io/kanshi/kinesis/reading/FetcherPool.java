package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.split.ShardSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SplitFetcher;
import org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * A few threads that share the shards of a subtask: one a shard while there are few, then several shards a thread. A read takes some ten
 * milliseconds, so a thread keeps several shards at their pace.
 */
final class FetcherPool extends SplitFetcherManager<ShardElement, ShardSplit> {

    private final int threads;
    private final Map<String, Integer> fetcherOfShard = new HashMap<>();

    FetcherPool(Supplier<SplitReader<ShardElement, ShardSplit>> readers, int threads, Configuration config) {
        super(readers, config);
        this.threads = threads;
    }

    @Override
    public void addSplits(List<ShardSplit> splits) {
        for (ShardSplit split : splits) {
            SplitFetcher<ShardElement, ShardSplit> fetcher = leastLoaded();
            fetcherOfShard.put(split.shardId(), fetcher.fetcherId());
            fetcher.addSplits(List.of(split));
        }
    }

    /** A new one while there may be more, else the one with the fewest shards. */
    private SplitFetcher<ShardElement, ShardSplit> leastLoaded() {
        fetcherOfShard.values().removeIf(fetcher -> !fetchers.containsKey(fetcher));
        List<SplitFetcher<ShardElement, ShardSplit>> alive = new ArrayList<>(fetchers.values());
        SplitFetcher<ShardElement, ShardSplit> least = null;
        long fewest = Long.MAX_VALUE;
        for (SplitFetcher<ShardElement, ShardSplit> fetcher : alive) {
            long shards = fetcherOfShard.values().stream()
                    .filter(id -> id == fetcher.fetcherId())
                    .count();
            if (shards < fewest) {
                least = fetcher;
                fewest = shards;
            }
        }
        if (least != null && (fewest == 0 || alive.size() >= threads)) {
            return least;
        }
        SplitFetcher<ShardElement, ShardSplit> fetcher = createSplitFetcher();
        startFetcher(fetcher);
        return fetcher;
    }

    /** Lets shards go that have ended. */
    void release(Collection<String> shards) {
        for (String shard : shards) {
            Integer id = fetcherOfShard.remove(shard);
            SplitFetcher<ShardElement, ShardSplit> fetcher = id == null ? null : fetchers.get(id);
            if (fetcher != null && fetcher.getSplitReader() instanceof ShardsReader reader) {
                reader.release(shard);
            }
        }
    }

    @Override
    public void removeSplits(List<ShardSplit> splits) {
        throw new UnsupportedOperationException("shards end by themselves");
    }
}

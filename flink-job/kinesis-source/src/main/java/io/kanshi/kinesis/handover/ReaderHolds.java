package io.kanshi.kinesis.handover;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader that starts, to the enumerator, after a {@link ShardFinished} for each finished shard of its state.
 *
 * @param reading shards that it goes on reading: these, and no others
 */
public record ReaderHolds(Set<String> reading) implements SourceEvent {}

package io.kanshi.kinesis.handover;

import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader that starts, to the enumerator: what its state held.
 *
 * @param reading shards that it goes on reading
 * @param finished shards that were read to their end, as {@link io.kanshi.kinesis.split.ShardSplitSerializer} writes them
 */
public record ReaderHolds(Set<String> reading, List<byte[]> finished) implements SourceEvent {}

package io.kanshi.kinesis.split;

import io.kanshi.kinesis.seen.Seen;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard of the stream. Never changes; whoever reads it works on a {@link ShardState}.
 *
 * @param seen the frames given before the position, by this shard or by its parents
 */
public record ShardSplit(String shardId, List<String> parents, Position position, Phase phase, Seen seen)
        implements SourceSplit {

    @Override
    public String splitId() {
        return shardId;
    }

    /** Short, since Flink logs it. */
    @Override
    public String toString() {
        return shardId + " " + phase + " " + position + ", " + seen.lanes() + " lanes";
    }
}

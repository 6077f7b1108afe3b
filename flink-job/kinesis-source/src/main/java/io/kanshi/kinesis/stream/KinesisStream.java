package io.kanshi.kinesis.stream;

import io.kanshi.kinesis.split.Position;
import java.util.List;

/** One stream, for reading. Calls block, for seconds at most; every failure is a {@link KinesisException}. All threads. */
public interface KinesisStream extends AutoCloseable {

    /** All shards within retention, open and closed. */
    List<ShardInfo> shards() throws KinesisException;

    /** Whether the stream is there. */
    boolean exists() throws KinesisException;

    /** An iterator for the place in the shard; it lives for five minutes. */
    String iterator(String shardId, Position place) throws KinesisException;

    /** At most so many records from the place of the iterator on. */
    ReadResult read(String iterator, int records) throws KinesisException;

    @Override
    void close();
}

package io.kanshi.kinesis.handover;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader to the enumerator: all of a shard went downstream. One message a shard, since Flink's messages have a largest size.
 *
 * @param split as {@link io.kanshi.kinesis.split.ShardSplitSerializer} writes it
 */
public record ShardFinished(byte[] split) implements SourceEvent {}

package io.kanshi.kinesis.handover;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader to the enumerator: all of a shard went downstream.
 *
 * @param split as {@link io.kanshi.kinesis.split.ShardSplitSerializer} writes it
 */
public record ShardFinished(byte[] split) implements SourceEvent {}

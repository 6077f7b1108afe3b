package io.kanshi.kinesis.handover;

import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to a reader, once after its start: it has been given its share of the shards that were found. */
public record ShardsGiven() implements SourceEvent {}

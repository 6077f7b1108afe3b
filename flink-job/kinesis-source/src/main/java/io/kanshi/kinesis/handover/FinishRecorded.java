package io.kanshi.kinesis.handover;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to the reader of finished shards: a completed checkpoint of the enumerator has them. */
public record FinishRecorded(Set<String> shards) implements SourceEvent {}

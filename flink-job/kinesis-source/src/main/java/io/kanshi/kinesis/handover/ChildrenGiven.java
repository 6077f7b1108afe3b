package io.kanshi.kinesis.handover;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to the reader of finished shards: their children, as far as they can be, have been given to readers. */
public record ChildrenGiven(Set<String> shards) implements SourceEvent {}

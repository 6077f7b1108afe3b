package io.kanshi.kinesis.assignment;

import java.util.List;

/**
 * The enumerator in a checkpoint.
 *
 * @param discovered whether the stream's shards were listed at least once; those found later are read from their start
 */
public record AssignmentState(boolean discovered, List<KnownShard> shards) {}

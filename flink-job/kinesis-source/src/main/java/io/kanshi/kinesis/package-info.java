/**
 * Kinesis to Flink: a source (FLIP-27) whose splits are shards. It comes first in the job's flow; its split state knows which frames
 * were given, so that repeats end here, without a shuffle. {@link io.kanshi.kinesis.KinesisSource} is where to begin; the packages in
 * the order of the flow are settings, stream, assignment (who reads which shard), reading, records, seen; split is what they share.
 */
@NullMarked
package io.kanshi.kinesis;

import org.jspecify.annotations.NullMarked;

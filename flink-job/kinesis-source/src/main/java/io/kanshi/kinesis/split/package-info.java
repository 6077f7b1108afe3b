/** A shard as a split of the source: how far it has been read and what it has given, with the forms of both in checkpoints. */
@NullMarked
package io.kanshi.kinesis.split;

import org.jspecify.annotations.NullMarked;

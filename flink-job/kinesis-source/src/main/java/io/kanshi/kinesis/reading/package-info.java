/**
 * The readers: shards are polled by a few threads of their own, each shard at its pace, and what they give is judged and sent on in the
 * task's thread, where the state of the shards is.
 */
@NullMarked
package io.kanshi.kinesis.reading;

import org.jspecify.annotations.NullMarked;

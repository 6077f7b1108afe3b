/** Which frames a shard has given already: told by (boot, lane, seq), compact, bounded, and inherited by the shard's children. */
@NullMarked
package io.kanshi.kinesis.seen;

import org.jspecify.annotations.NullMarked;

/**
 * What readers and the enumerator tell each other, so that a shard's children come after it and know what it has seen, whatever fails in
 * between. A reader says what it holds when it starts, and that a shard has ended; the enumerator says that the shard's children are
 * given out (now it need not hold the watermark), and that its own checkpoint has it (now it need not be in the reader's).
 */
@NullMarked
package io.kanshi.kinesis.handover;

import org.jspecify.annotations.NullMarked;

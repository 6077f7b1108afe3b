/** {@code kanshi tail}: the stream itself, for the minutes that the archive does not have yet. Plain Java; Flink has no part in it. */
@NullMarked
package io.kanshi.replay.tail;

import org.jspecify.annotations.NullMarked;

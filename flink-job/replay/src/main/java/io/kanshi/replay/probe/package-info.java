/** {@code kanshi job probe}: a line of its own into the stream, and whether it arrives. Plain Java and AWS's SDK; Flink only opens files. */
@NullMarked
package io.kanshi.replay.probe;

import org.jspecify.annotations.NullMarked;

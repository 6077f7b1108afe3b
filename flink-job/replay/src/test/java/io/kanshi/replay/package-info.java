/** Whole replays, from files to the output folder; what lies there is read back with DuckDB. */
@NullMarked
package io.kanshi.replay;

import org.jspecify.annotations.NullMarked;

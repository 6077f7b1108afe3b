/** Stands beside the command line: what it prints, what it refuses, and whole replays. */
@NullMarked
package io.kanshi.replay;

import org.jspecify.annotations.NullMarked;

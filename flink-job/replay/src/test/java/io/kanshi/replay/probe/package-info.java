@NullMarked
package io.kanshi.replay.probe;

import org.jspecify.annotations.NullMarked;

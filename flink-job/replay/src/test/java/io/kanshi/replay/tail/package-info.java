@NullMarked
package io.kanshi.replay.tail;

import org.jspecify.annotations.NullMarked;

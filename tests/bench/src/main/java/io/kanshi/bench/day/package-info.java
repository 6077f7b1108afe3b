/** A day of many services in compressed time: what state, heap and archive come to. */
@NullMarked
package io.kanshi.bench.day;

import org.jspecify.annotations.NullMarked;

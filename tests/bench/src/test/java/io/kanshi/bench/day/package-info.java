/** Tests of the day of many services. */
@NullMarked
package io.kanshi.bench.day;

import org.jspecify.annotations.NullMarked;

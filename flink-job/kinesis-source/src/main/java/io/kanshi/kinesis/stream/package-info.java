/** The service as this module needs it: four calls, and every way in which they fail sorted by what can be done about it. */
@NullMarked
package io.kanshi.kinesis.stream;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.kinesis.reading;

import org.jspecify.annotations.NullMarked;

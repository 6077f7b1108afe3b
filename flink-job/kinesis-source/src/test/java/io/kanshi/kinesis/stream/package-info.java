@NullMarked
package io.kanshi.kinesis.stream;

import org.jspecify.annotations.NullMarked;

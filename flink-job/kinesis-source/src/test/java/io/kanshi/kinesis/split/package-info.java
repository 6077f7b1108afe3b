@NullMarked
package io.kanshi.kinesis.split;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.kinesis.seen;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.kinesis;

import org.jspecify.annotations.NullMarked;

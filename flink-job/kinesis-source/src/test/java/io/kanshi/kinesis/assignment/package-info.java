@NullMarked
package io.kanshi.kinesis.assignment;

import org.jspecify.annotations.NullMarked;

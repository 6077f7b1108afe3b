@NullMarked
package io.kanshi.kinesis.records;

import org.jspecify.annotations.NullMarked;

/** What is configured, read from Flink's Configuration, checked once and as a whole. */
@NullMarked
package io.kanshi.kinesis.settings;

import org.jspecify.annotations.NullMarked;

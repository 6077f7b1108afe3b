/**
 * The Kinesis source for Flink SQL: {@code 'connector' = 'kinesis'}. It stands before the source: a table's options become the source's,
 * and a format of Flink's makes rows of the records. Nothing of the live job knows it.
 */
@NullMarked
package io.kanshi.kinesis.table;

import org.jspecify.annotations.NullMarked;

/** Tests of the table: whole queries on a cluster in this JVM. */
@NullMarked
package io.kanshi.kinesis.table;

import org.jspecify.annotations.NullMarked;

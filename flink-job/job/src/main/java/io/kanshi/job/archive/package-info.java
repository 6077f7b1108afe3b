/**
 * Landing in S3: partitions by hour, sorted row groups in zstd Parquet, and the compaction that keeps their order. The last stage of
 * the chain that every line runs through, and the dearest: encoding costs more than everything before it.
 */
@NullMarked
package io.kanshi.job.archive;

import org.jspecify.annotations.NullMarked;

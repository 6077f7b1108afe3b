/** Parquet on Flink's file systems: whole row groups, zstd pages, and no Hadoop file system or codec registry in between. */
@NullMarked
package io.kanshi.job.parquet;

import org.jspecify.annotations.NullMarked;

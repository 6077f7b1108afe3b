/** The small tables beside the archive: alerts, errors and dead letters, as Parquet for Athena and as NDJSON for everything else. */
@NullMarked
package io.kanshi.job.table;

import org.jspecify.annotations.NullMarked;

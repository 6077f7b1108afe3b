/** Stands beside the source: files in, records out, and what the job's decoder makes of them. */
@NullMarked
package io.kanshi.replay.source;

import org.jspecify.annotations.NullMarked;

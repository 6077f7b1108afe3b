/**
 * The job as it runs in production: the {@linkplain io.kanshi.job.Topology topology} between Kinesis and the archive, and its settings.
 * {@link io.kanshi.live.LiveJob} is the main class.
 */
@NullMarked
package io.kanshi.live;

import org.jspecify.annotations.NullMarked;

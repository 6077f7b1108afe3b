/**
 * What the ends at AWS share: clients, what becomes of entries that a service does not take, and one Flink sink around it. Where entries
 * go is a {@link io.kanshi.job.aws.Destination}: plain Java that knows AWS but not Flink.
 */
@NullMarked
package io.kanshi.job.aws;

import org.jspecify.annotations.NullMarked;

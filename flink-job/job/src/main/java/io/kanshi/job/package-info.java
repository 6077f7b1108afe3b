/**
 * The Flink job: {@link io.kanshi.job.Topology} is the whole flow, one stage a line. Stages are thin wrappers around the plain Java
 * of the events and rules modules; the ends (source and sinks) are passed in.
 */
@NullMarked
package io.kanshi.job;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements: {@link io.kanshi.bench.ReplayBench} lets the replay, a plain loop and DuckDB do the same work in turn, each in a
 * process of its own, and prints what they took; {@link io.kanshi.bench.JobBench} does so with the live job's graph.
 */
@NullMarked
package io.kanshi.bench;

import org.jspecify.annotations.NullMarked;

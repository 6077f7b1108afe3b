/**
 * What the sidecar costs beside programs that do a part of its work: {@link io.kanshi.bench.sidecar.SidecarBench} starts each in a fresh
 * process, feeds it a million of Docker's messages from another process, and asks the operating system what it took.
 */
@NullMarked
package io.kanshi.bench.sidecar;

import org.jspecify.annotations.NullMarked;

/**
 * {@code kanshi local}: the whole flow on one machine, to try it. A sidecar and Flink as in production; emulators, which others wrote, in
 * the place of AWS. Nothing here is deployed.
 */
@NullMarked
package io.kanshi.local;

import org.jspecify.annotations.NullMarked;

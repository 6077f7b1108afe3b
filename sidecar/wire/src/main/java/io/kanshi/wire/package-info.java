/**
 * What both programs share: the frame (a Kinesis record), the joiner of split lines and stack traces, and a scanner for JSON bytes.
 * The sidecar writes frames, the job reads them; everything else builds on this package and it builds on nothing but zstd.
 */
@NullMarked
package io.kanshi.wire;

import org.jspecify.annotations.NullMarked;

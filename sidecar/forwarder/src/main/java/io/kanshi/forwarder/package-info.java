/**
 * The sidecar: from Docker's fluentd log driver to Kinesis. The flow stands in {@code Sidecar}; the packages are in its order: forward
 * (the protocol), frame (joining and framing), hold (memory and disk), kinesis (sending), leftover (S3
 * for the rest, at the end); beside them stats, health and settings.
 */
@NullMarked
package io.kanshi.forwarder;

import org.jspecify.annotations.NullMarked;

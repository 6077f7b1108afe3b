/**
 * The derived stream: errors and alerts as plain JSON in a Kinesis stream of their own, for those who want to go on from there without
 * reading every log line.
 */
@NullMarked
package io.kanshi.job.derived;

import org.jspecify.annotations.NullMarked;

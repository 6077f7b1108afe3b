/**
 * Captured files as a Flink source: files are resolved, their lines read, timed, merged by time, put in order, joined and cut into
 * frames, exactly as a sidecar would have sent them. Everything here runs on one thread and is a pure function of the files and the
 * settings, so that a restore can read again from the start and skip what was sent.
 */
@NullMarked
package io.kanshi.replay.source;

import org.jspecify.annotations.NullMarked;

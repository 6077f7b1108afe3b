/**
 * The sidecar's settings, beside the flow: one table of keys, read once at the start from the environment and a file, checked as a
 * whole. Nothing here opens a socket, asks a network or keeps a thread.
 */
@NullMarked
package io.kanshi.forwarder.settings;

import org.jspecify.annotations.NullMarked;

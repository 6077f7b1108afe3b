/**
 * {@code kanshi import-fluent-bit}: what an existing Fluent Bit configuration says, in the sidecar's settings. Runs alone, on the command
 * line; nothing of the flow uses it.
 */
@NullMarked
package io.kanshi.forwarder.imports;

import org.jspecify.annotations.NullMarked;

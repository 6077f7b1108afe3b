/** The sidecar's image beside containers of a real Docker engine, whose fluentd driver is the client that matters most. */
@NullMarked
package io.kanshi.docker;

import org.jspecify.annotations.NullMarked;

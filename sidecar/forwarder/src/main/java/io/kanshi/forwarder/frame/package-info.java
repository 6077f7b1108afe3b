/** Records become lines, lines become events, events become frames: everything that happens to a log line between socket and queue. */
@NullMarked
package io.kanshi.forwarder.frame;

import org.jspecify.annotations.NullMarked;

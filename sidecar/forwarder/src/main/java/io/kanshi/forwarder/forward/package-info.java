/** The Forward protocol, server's side: bytes of connections in, records out, acks back. Everything on the reading thread. */
@NullMarked
package io.kanshi.forwarder.forward;

import org.jspecify.annotations.NullMarked;

/** The way in to what the Forward protocol's package keeps to itself. */
@NullMarked
package io.kanshi.forwarder.forward;

import org.jspecify.annotations.NullMarked;

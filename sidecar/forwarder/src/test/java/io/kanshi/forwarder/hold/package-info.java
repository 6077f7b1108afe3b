@NullMarked
package io.kanshi.forwarder.hold;

import org.jspecify.annotations.NullMarked;

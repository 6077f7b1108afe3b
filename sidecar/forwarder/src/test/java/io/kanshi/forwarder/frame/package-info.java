@NullMarked
package io.kanshi.forwarder.frame;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.forwarder.net;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.forwarder;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.forwarder.stats;

import org.jspecify.annotations.NullMarked;

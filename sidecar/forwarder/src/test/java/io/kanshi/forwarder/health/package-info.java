@NullMarked
package io.kanshi.forwarder.health;

import org.jspecify.annotations.NullMarked;

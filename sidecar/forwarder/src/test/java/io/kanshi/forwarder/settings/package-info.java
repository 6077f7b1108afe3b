@NullMarked
package io.kanshi.forwarder.settings;

import org.jspecify.annotations.NullMarked;

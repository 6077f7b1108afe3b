@NullMarked
package io.kanshi.live;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.image;

import org.jspecify.annotations.NullMarked;

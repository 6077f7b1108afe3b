@NullMarked
package io.kanshi.local;

import org.jspecify.annotations.NullMarked;

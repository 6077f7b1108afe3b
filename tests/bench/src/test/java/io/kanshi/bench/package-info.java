@NullMarked
package io.kanshi.bench;

import org.jspecify.annotations.NullMarked;

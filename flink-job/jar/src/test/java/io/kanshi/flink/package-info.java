/** Looks at the jar that is deployed: what is in it, and what must not be. */
@NullMarked
package io.kanshi.flink;

import org.jspecify.annotations.NullMarked;

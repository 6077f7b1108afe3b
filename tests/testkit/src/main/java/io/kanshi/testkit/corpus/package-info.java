/** Large generated captures for measurements: the same bytes for the same seed, a million lines in a few seconds. */
@NullMarked
package io.kanshi.testkit.corpus;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.kanshi.testkit.corpus;

import org.jspecify.annotations.NullMarked;

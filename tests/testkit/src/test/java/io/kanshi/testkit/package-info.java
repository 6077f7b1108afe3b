@NullMarked
package io.kanshi.testkit;

import org.jspecify.annotations.NullMarked;

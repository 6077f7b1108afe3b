@NullMarked
package io.kanshi.testkit.sidecar;

import org.jspecify.annotations.NullMarked;

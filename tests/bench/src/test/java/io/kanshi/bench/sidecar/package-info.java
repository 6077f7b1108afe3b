@NullMarked
package io.kanshi.bench.sidecar;

import org.jspecify.annotations.NullMarked;

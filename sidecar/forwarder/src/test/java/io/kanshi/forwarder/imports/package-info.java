@NullMarked
package io.kanshi.forwarder.imports;

import org.jspecify.annotations.NullMarked;

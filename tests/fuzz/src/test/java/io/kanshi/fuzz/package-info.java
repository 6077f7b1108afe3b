/** Stands beside the flow: feeds whatever a fuzzer thinks of to the classes that read bytes from outside. */
@NullMarked
package io.kanshi.fuzz;

import org.jspecify.annotations.NullMarked;

/** Stands beside the flow: reads the compiled classes of every module and says who may know whom. */
@NullMarked
package io.kanshi.architecture;

import org.jspecify.annotations.NullMarked;

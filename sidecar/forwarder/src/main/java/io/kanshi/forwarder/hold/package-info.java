/** What is sealed and not delivered yet, and what is not sealed yet: in memory within a budget, on disk within another. */
@NullMarked
package io.kanshi.forwarder.hold;

import org.jspecify.annotations.NullMarked;

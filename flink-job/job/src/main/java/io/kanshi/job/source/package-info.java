/** A bounded source for whatever can be read again from its start: captured files in replay, lists in tests; and what any source with
 * one reader needs. */
@NullMarked
package io.kanshi.job.source;

import org.jspecify.annotations.NullMarked;

/** Who reads which shard, and when: the enumerator. Parents come before their children, and children inherit what these have seen. */
@NullMarked
package io.kanshi.kinesis.assignment;

import org.jspecify.annotations.NullMarked;

/** A Flink cluster of separate JVMs, as Flink's own scripts start it, for jobs that come as a jar. */
@NullMarked
package io.kanshi.testkit.flink;

import org.jspecify.annotations.NullMarked;

/**
 * An S3 that nobody here wrote, in a process of its own, and a proxy that takes it away. Its jars are those of {@code
 * tests/emulators/s3}, which Maven copies there; they are on no classpath of ours.
 */
@NullMarked
package io.kanshi.testkit.s3;

import org.jspecify.annotations.NullMarked;

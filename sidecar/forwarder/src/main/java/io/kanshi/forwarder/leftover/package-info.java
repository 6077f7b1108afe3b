/** The end of the end: what is still held after the grace time goes to a folder in S3, where one is set. Loaded only then. */
@NullMarked
package io.kanshi.forwarder.leftover;

import org.jspecify.annotations.NullMarked;

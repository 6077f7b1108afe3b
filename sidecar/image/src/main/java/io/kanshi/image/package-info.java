/**
 * Builds the sidecar's container image without a container engine: a linked runtime, the C libraries it needs, the program with its
 * class archive, and a launcher, as a tar file. {@link io.kanshi.image.BuildImage} is the sequence.
 */
@NullMarked
package io.kanshi.image;

import org.jspecify.annotations.NullMarked;

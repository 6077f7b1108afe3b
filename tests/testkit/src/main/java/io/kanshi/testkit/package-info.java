/**
 * What tests of all modules build their input from: containers, captured lines, files of them and ways to rearrange them without
 * changing what they mean. Everything random comes from a {@link io.kanshi.testkit.Dice} with a printed seed.
 */
@NullMarked
package io.kanshi.testkit;

import org.jspecify.annotations.NullMarked;

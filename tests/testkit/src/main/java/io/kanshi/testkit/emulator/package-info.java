/** What all emulators share: how they are found, started, awaited and ended. */
@NullMarked
package io.kanshi.testkit.emulator;

import org.jspecify.annotations.NullMarked;

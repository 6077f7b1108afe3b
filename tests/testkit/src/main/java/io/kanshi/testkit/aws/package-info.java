/**
 * AWS services for tests: an emulator written by others, and strict fakes for what it does not enforce. They speak the services' own HTTP,
 * so that production code is tried with its real client.
 */
@NullMarked
package io.kanshi.testkit.aws;

import org.jspecify.annotations.NullMarked;

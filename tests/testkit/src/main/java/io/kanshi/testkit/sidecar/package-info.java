/**
 * What tests of the sidecar put around it: a client that speaks Fluent Forward as Docker does, and a Kinesis that is strict, can fail in
 * every way the real one does, and tells afterwards what it accepted.
 */
@NullMarked
package io.kanshi.testkit.sidecar;

import org.jspecify.annotations.NullMarked;

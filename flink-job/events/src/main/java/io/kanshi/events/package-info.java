/**
 * What travels: a Kinesis record becomes log events, metric values and dead letters here, before any rule or sink sees them.
 * Knows neither Flink nor AWS.
 */
@NullMarked
package io.kanshi.events;

import org.jspecify.annotations.NullMarked;

/**
 * Rules: the rule file and its checker, one-second panes, windows, the state of alerts, and alert events. Plain Java that knows neither
 * Flink nor AWS, so that every decision can be tested with a list and a clock.
 */
@NullMarked
package io.kanshi.rules;

import org.jspecify.annotations.NullMarked;

/** Errors to CloudWatch Logs: one log group, one log stream a task, one JSON object an event. */
@NullMarked
package io.kanshi.job.cloudwatch;

import org.jspecify.annotations.NullMarked;

/**
 * CPU and memory of the task and of a Redis, beside the flow: one thread asks the task metadata endpoint and Redis now and then and hands
 * lines in CloudWatch embedded metric format to the frames, as if a container had written them.
 */
@NullMarked
package io.kanshi.forwarder.stats;

import org.jspecify.annotations.NullMarked;

/**
 * How others see whether the sidecar works, beside the flow: /health and /metrics on a loopback port, the TCP sink that FireLens' health
 * check writes to, and the probe for ECS. Nothing here can slow the flow: it only reads what {@link Vitals} says.
 */
@NullMarked
package io.kanshi.forwarder.health;

import org.jspecify.annotations.NullMarked;

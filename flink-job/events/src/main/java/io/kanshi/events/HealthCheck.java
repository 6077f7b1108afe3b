package io.kanshi.events;

/** Whether an event is a health check, and how it went. Only a passing one is dropped: a failing one is the signal. */
public enum HealthCheck {
    NONE,
    PASSING,
    FAILING
}

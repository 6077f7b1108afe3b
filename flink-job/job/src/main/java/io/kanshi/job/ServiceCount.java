package io.kanshi.job;

/**
 * What a service logged within a second, as one subtask saw it; health checks that passed are in neither number.
 *
 * @param second its start, milliseconds since 1970
 */
public record ServiceCount(String service, long second, long events, long errors) {}

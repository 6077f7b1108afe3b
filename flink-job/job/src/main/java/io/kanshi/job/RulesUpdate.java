package io.kanshi.job;

import java.io.Serializable;

/**
 * A rule file that takes over from an event time on.
 *
 * @param yaml the whole file; a broken one is refused and reported, and the rules in force stay
 * @param effectiveFromMillis the first second that is counted with it, milliseconds since 1970
 */
public record RulesUpdate(String yaml, long effectiveFromMillis) implements Serializable {}

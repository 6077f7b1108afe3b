package io.kanshi.rules;

import java.io.Serializable;

/**
 * How much it takes to change an alert's state.
 *
 * @param needed breaching windows among the last {@code of} that fire
 * @param keepFiringSeconds how long all must have been well before an alert is resolved
 */
public record Patience(int needed, int of, int keepFiringSeconds, Missing missing) implements Serializable {}

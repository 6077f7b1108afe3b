package io.kanshi.job;

/**
 * Errors of a service as a share of what it logged in one minute of event time; health checks that passed are in neither number.
 *
 * @param windowStartMillis start of the minute, milliseconds since 1970
 * @param events never 0: a minute without a line has no rate
 * @param errors of these, level error and above
 */
public record ErrorRate(String service, long windowStartMillis, long events, long errors) {

    /** Length of the window. */
    public static final long WINDOW_MILLIS = 60_000;

    /** Equal for equal (service, minute), so that repeats can be recognised. */
    public String id() {
        return "error-rate/" + service + "/" + windowStartMillis / WINDOW_MILLIS;
    }

    public long windowEndMillis() {
        return windowStartMillis + WINDOW_MILLIS;
    }

    /** Percent, as in rules. */
    public double percent() {
        return 100.0 * errors / events;
    }
}

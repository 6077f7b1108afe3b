package io.kanshi.forwarder.stats;

/**
 * A container's CPU counters at one moment; NaN for what was not said.
 *
 * @param usedNanos CPU time of the container so far
 * @param systemNanos CPU time of the whole machine so far, all processors together
 * @param cpus processors that are on
 * @param seconds when, in seconds since 1970
 */
record CpuReading(double usedNanos, double systemNanos, double cpus, double seconds) {

    private static final double UNITS_PER_CPU = 1024;
    private static final double NANOS = 1e9;

    /** CPU units used on average since the earlier reading: 1024 is one processor. NaN when the two do not tell. */
    double unitsSince(CpuReading before) {
        double used = usedNanos - before.usedNanos;
        double system = systemNanos - before.systemNanos;
        double elapsed = (seconds - before.seconds) * NANOS;
        if (!(used >= 0)) {
            return Double.NaN;
        }
        if (system > 0 && cpus > 0 && before.systemNanos > 0) {
            return used / system * cpus * UNITS_PER_CPU;
        }
        return elapsed > 0 ? used / elapsed * UNITS_PER_CPU : Double.NaN;
    }
}

package io.kanshi.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a round took: time on the wall, and CPU of the whole process with all its threads (compiler and collector too). */
record Cost(long wallNanos, long cpuNanos) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** The meters as they stand; what a round took is the difference of two. */
    static Cost now() {
        return new Cost(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    Cost since(Cost start) {
        return new Cost(wallNanos - start.wallNanos, cpuNanos - start.cpuNanos);
    }

    double eventsPerSecond(long events) {
        return events * 1e9 / wallNanos;
    }

    double cpuSecondsPerMillion(long events) {
        return cpuNanos / 1e9 * 1e6 / events;
    }
}

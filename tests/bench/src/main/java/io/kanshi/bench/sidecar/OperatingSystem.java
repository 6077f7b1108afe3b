package io.kanshi.bench.sidecar;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux counts of processes: https://man7.org/linux/man-pages/man5/proc.5.html */
final class OperatingSystem {

    /** Ticks of the times in /proc; 100 on every platform of Linux that the JDK has. */
    private static final double TICKS_PER_SECOND = 100;

    private static final String PEAK = "VmHWM:";

    private OperatingSystem() {}

    /** CPU seconds, user and system, of all children of this process that ended and were waited for. */
    static double endedChildrenCpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // The second field is the command in parentheses and may hold spaces; cutime and cstime are fields 16 and 17.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) / TICKS_PER_SECOND;
    }

    static long peakBytes(long processId) throws IOException {
        Path status = Path.of("/proc", Long.toString(processId), "status");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(PEAK)) {
                String kibibytes = line.substring(PEAK.length(), line.length() - " kB".length());
                return Long.parseLong(kibibytes.strip()) << 10;
            }
        }
        throw new FileNotFoundException(status + " has no " + PEAK);
    }

    /** The processor's name, where it is known. */
    static String processor() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "processor unknown";
    }
}

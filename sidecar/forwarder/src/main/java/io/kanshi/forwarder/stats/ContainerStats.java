package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Docker's statistics of one container, as {@code /task/stats} gives them.
 *
 * @param memoryBytes in use, without the page cache that the kernel would give back; NaN: not said
 * @param memoryLimitBytes the cgroup's limit; NaN: none
 */
record ContainerStats(CpuReading before, CpuReading now, double memoryBytes, double memoryLimitBytes) {

    /** No machine has a PiB; cgroup v1 says 2^63 − 4096 for "no limit". */
    private static final double NO_LIMIT = 1L << 50;

    private static final String CPUS = "/cpu_usage/percpu_usage";

    /** By Docker id; containers without statistics (null in the answer) are missing. */
    static Map<String, ContainerStats> parse(byte[] json) throws NearbyFailure {
        Map<String, Map<String, Double>> numbers = new LinkedHashMap<>();
        JsonScalars.visit(json, new JsonScalars.Visitor() {
            @Override
            public void text(List<String> path, String value) {
                if (path.size() == 2
                        && (path.get(1).equals("read") || path.get(1).equals("preread"))) {
                    put(path, path.get(1), seconds(value));
                }
            }

            @Override
            public void number(List<String> path, double value) {
                String name = String.join("/", path.subList(1, path.size()));
                if (name.contains(CPUS + "/")) {
                    put(path, path.get(1) + CPUS, 1.0 + JsonScalars.index(path.get(path.size() - 1)));
                } else if (name.startsWith("cpu_stats/")
                        || name.startsWith("precpu_stats/")
                        || name.startsWith("memory_stats/")) {
                    put(path, name, value);
                }
            }

            private void put(List<String> path, String name, double value) {
                String id = path.get(0);
                if (numbers.containsKey(id) || numbers.size() < TaskShape.MAX_CONTAINERS) {
                    Map<String, Double> known = numbers.computeIfAbsent(id, unused -> new HashMap<>());
                    if (known.containsKey(name) || known.size() < 200) {
                        known.put(name, value);
                    }
                }
            }
        });
        Map<String, ContainerStats> stats = new LinkedHashMap<>();
        numbers.forEach((id, found) -> stats.put(id, of(found)));
        return stats;
    }

    private static ContainerStats of(Map<String, Double> found) {
        double limit = found.getOrDefault("memory_stats/limit", Double.NaN);
        return new ContainerStats(
                reading("precpu_stats", found, found.getOrDefault("preread", Double.NaN)),
                reading("cpu_stats", found, found.getOrDefault("read", Double.NaN)),
                memory(found),
                limit > 0 && limit < NO_LIMIT ? limit : Double.NaN);
    }

    private static CpuReading reading(String name, Map<String, Double> found, double seconds) {
        double cpus = found.getOrDefault(name + "/online_cpus", 0.0);
        return new CpuReading(
                found.getOrDefault(name + "/cpu_usage/total_usage", Double.NaN),
                found.getOrDefault(name + "/system_cpu_usage", Double.NaN),
                cpus > 0 ? cpus : found.getOrDefault(name + CPUS, Double.NaN),
                seconds);
    }

    /** cgroup v1 says {@code total_inactive_file} (or only {@code cache}), v2 {@code inactive_file}: as Docker's own CLI counts. */
    private static double memory(Map<String, Double> found) {
        double usage = found.getOrDefault("memory_stats/usage", Double.NaN);
        for (String name : List.of("total_inactive_file", "inactive_file", "cache")) {
            Double cache = found.get("memory_stats/stats/" + name);
            if (cache != null && cache < usage) {
                return usage - cache;
            }
        }
        return usage;
    }

    private static double seconds(String time) {
        try {
            Instant instant = Instant.parse(time);
            // Docker writes the year 1 for "there was no reading before".
            return instant.getEpochSecond() <= 0 ? Double.NaN : instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException unreadable) {
            return Double.NaN;
        }
    }
}

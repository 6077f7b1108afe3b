package io.kanshi.testkit.shop;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CPU and memory of every task each 15 s, in CloudWatch's embedded metric format with the fields of Container Insights. */
final class Stats {

    static final long PERIOD = 15 * Timeline.SECOND;

    /** Usual percentages of CPU (from, to) and of memory (from, to). */
    private static final Map<String, List<Integer>> USUAL = Map.of(
            "web", List.of(8, 15, 17, 19),
            "shop-api", List.of(20, 35, 39, 43),
            "checkout", List.of(25, 40, 68, 72),
            "payment", List.of(10, 20, 31, 36),
            "inventory", List.of(30, 45, 50, 54),
            "cart", List.of(12, 20, 42, 47),
            "cache", List.of(4, 8, 37, 38));

    private static final String METRICS =
            "[{\"Namespace\":\"ECS/ContainerInsights\",\"Dimensions\":[[\"ClusterName\",\"ServiceName\",\"ContainerName\"]],\"Metrics\":["
                    + "{\"Name\":\"CpuUtilized\",\"Unit\":\"None\"},{\"Name\":\"CpuReserved\",\"Unit\":\"None\"},"
                    + "{\"Name\":\"MemoryUtilized\",\"Unit\":\"Megabytes\"},{\"Name\":\"MemoryReserved\",\"Unit\":\"Megabytes\"}]}]";

    private final Dice dice;

    Stats(Dice dice) {
        this.dice = dice;
    }

    Entry sample(Task task, long nanos) {
        List<Integer> usual = USUAL.getOrDefault(task.service(), List.of(5, 10, 20, 25));
        double cpu = cpuPercent(task, nanos, usual);
        double memory = memoryPercent(task, nanos, usual);
        Json json = Json.object()
                .put(
                        "_aws",
                        Json.object().put("Timestamp", Timeline.millis(nanos)).raw("CloudWatchMetrics", METRICS))
                .put("Type", "Container")
                .put("ClusterName", task.container().cluster())
                .put("ServiceName", task.service())
                .put("TaskId", task.container().taskId())
                .put("TaskDefinitionFamily", task.service())
                .put("TaskDefinitionRevision", Integer.toString(task.container().revision()))
                .put("ContainerName", "app")
                .raw("CpuUtilized", String.format(Locale.ROOT, "%.2f", cpu / 100 * task.cpuReserved()))
                .put("CpuReserved", task.cpuReserved())
                .raw("MemoryUtilized", String.format(Locale.ROOT, "%.1f", memory / 100 * task.memoryReserved()))
                .put("MemoryReserved", task.memoryReserved());
        return new Entry(task.container(), "stdout", nanos, List.of(json.toString()), null, Entry.Kind.METRICS);
    }

    private double cpuPercent(Task task, long nanos, List<Integer> usual) {
        if (task.service().equals("inventory") && Timeline.cpuBreach(nanos)) {
            return dice.between(92.5, 98.5);
        }
        boolean starting = nanos - task.startNanos() < 30 * Timeline.SECOND;
        return starting ? dice.between(45.0, 60.0) : dice.between((double) usual.get(0), usual.get(1));
    }

    private double memoryPercent(Task task, long nanos, List<Integer> usual) {
        if (task.servesTo() == Timeline.LEAK_KILLED) {
            return Math.min(97.8, leaking(nanos) + dice.between(-0.3, 0.3));
        }
        return dice.between((double) usual.get(2), usual.get(3));
    }

    /** 46 % until the leak begins, then 1.9 % a minute. */
    static double leaking(long nanos) {
        long since = Math.max(0, nanos - Timeline.LEAK_FROM);
        return 46 + since * 1.9 / Timeline.MINUTE;
    }
}

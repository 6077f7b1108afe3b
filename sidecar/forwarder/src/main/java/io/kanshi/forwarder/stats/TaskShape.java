package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint's {@code /task} says: which task, its limits and its containers.
 *
 * @param cpuUnits limit of the whole task, 1024 a vCPU; NaN: none
 * @param memoryMb the same in MiB; NaN: none
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html">the fields</a>
 */
record TaskShape(TaskFacts facts, double cpuUnits, double memoryMb, List<Container> containers) {

    /** A task definition holds at most 10 containers; the agent adds a few of its own. */
    static final int MAX_CONTAINERS = 64;

    private static final double UNITS_PER_CPU = 1024;

    /** The shares that ECS gives a container without a CPU setting: not a limit. */
    private static final double NO_CPU_SETTING = 2;

    /**
     * One container of the task.
     *
     * @param cpuUnits what was set for it; NaN: nothing
     * @param memoryMb its hard limit in MiB; NaN: none
     */
    record Container(String dockerId, String name, String image, String status, double cpuUnits, double memoryMb) {}

    static TaskShape parse(byte[] json) throws NearbyFailure {
        Fields task = new Fields();
        Map<Integer, Fields> containers = new TreeMap<>();
        JsonScalars.visit(json, new JsonScalars.Visitor() {
            @Override
            public void text(List<String> path, String value) {
                Fields fields = fields(path);
                if (fields != null && rest(path).size() == 1) {
                    fields.texts.put(rest(path).get(0), value);
                }
            }

            @Override
            public void number(List<String> path, double value) {
                Fields fields = fields(path);
                if (fields != null
                        && rest(path).size() == 2
                        && rest(path).get(0).equals("Limits")) {
                    fields.limits.put(rest(path).get(1), value);
                } else if (fields == task && path.equals(List.of("Revision"))) {
                    task.texts.put("Revision", Long.toString((long) value));
                }
            }

            private @Nullable Fields fields(List<String> path) {
                if (!path.get(0).equals("Containers")) {
                    return task;
                }
                int index = path.size() < 3 ? -1 : JsonScalars.index(path.get(1));
                return index < 0 || index >= MAX_CONTAINERS
                        ? null
                        : containers.computeIfAbsent(index, unused -> new Fields());
            }
        });
        List<Container> known = new ArrayList<>();
        for (Fields fields : containers.values()) {
            known.add(fields.container());
        }
        return new TaskShape(task.facts(), task.limit("CPU") * UNITS_PER_CPU, task.limit("Memory"), known);
    }

    private static List<String> rest(List<String> path) {
        return path.get(0).equals("Containers") ? path.subList(Math.min(2, path.size()), path.size()) : path;
    }

    /** What one level of the answer holds. */
    private static final class Fields {

        final Map<String, String> texts = new TreeMap<>();
        final Map<String, Double> limits = new TreeMap<>();

        double limit(String name) {
            double value = limits.getOrDefault(name, Double.NaN);
            return value > 0 ? value : Double.NaN;
        }

        TaskFacts facts() throws NearbyFailure {
            String arn = texts.get("TaskARN");
            if (arn == null || arn.isEmpty()) {
                throw new NearbyFailure(Reason.BROKEN, "no TaskARN in the answer");
            }
            String service = texts.get("ServiceName");
            return new TaskFacts(
                    texts.getOrDefault("Cluster", ""),
                    arn,
                    texts.getOrDefault("Family", ""),
                    texts.getOrDefault("Revision", ""),
                    service == null || service.isEmpty() ? null : service);
        }

        Container container() {
            double cpu = limit("CPU");
            return new Container(
                    texts.getOrDefault("DockerId", ""),
                    texts.getOrDefault("Name", ""),
                    texts.getOrDefault("Image", ""),
                    texts.getOrDefault("KnownStatus", ""),
                    cpu <= NO_CPU_SETTING ? Double.NaN : cpu,
                    limit("Memory"));
        }
    }
}

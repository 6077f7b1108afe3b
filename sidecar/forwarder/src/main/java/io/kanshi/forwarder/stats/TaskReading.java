package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyGet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the task metadata endpoint, version 4, and makes one line for the task and one for each of its containers, in the fields of
 * Container Insights. CPU is the average since the reading before; the first time, since Docker's own a second ago. One thread.
 */
final class TaskReading implements Reading {

    /** The container name of lines about the whole task. */
    static final String TASK = "ecs-task";

    private static final String NAMESPACE = "ECS/ContainerInsights";
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final double MIB = 1 << 20;
    private static final double UNITS_PER_CPU = 1024;

    /** Ten containers answer with about 40 KB. */
    private static final int LARGEST_BYTES = 1 << 20;

    private final URI base;
    private final NearbyGet get = new NearbyGet(WITHIN, LARGEST_BYTES);
    private final @Nullable String service;
    private Map<String, CpuReading> before = Map.of();
    private volatile @Nullable TaskFacts facts;

    /** @param service overrides the service's name in the lines */
    TaskReading(URI base, @Nullable String service) {
        this.base = base;
        this.service = service;
    }

    /** One container's use and limits; NaN for what is not known. */
    private record Use(TaskShape.Container container, double cpu, double memory, double hostCpu, double memoryLimit) {}

    /** Which task this is; null until an answer told. Any thread. */
    @Nullable
    TaskFacts facts() {
        return facts;
    }

    @Override
    public String name() {
        return "task metadata";
    }

    /** Asks {@code /task} only. */
    TaskShape askShape() throws NearbyFailure {
        TaskShape shape = TaskShape.parse(get.body(at("/task")));
        facts = shape.facts();
        return shape;
    }

    @Override
    public void take(Instant now, MetricLines lines) throws NearbyFailure {
        TaskShape shape = askShape();
        Map<String, ContainerStats> stats = ContainerStats.parse(get.body(at("/task/stats")));
        List<Use> uses = uses(shape, stats);
        remember(stats);
        if (uses.isEmpty()) {
            return;
        }
        EmfLine whole = task(shape, uses);
        if (whole.hasMetrics()) {
            lines.accept(whole.write(now), TASK);
        }
        for (Use use : uses) {
            EmfLine line = container(shape, use);
            if (line.hasMetrics()) {
                lines.accept(line.write(now), use.container().name());
            }
        }
    }

    private URI at(String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    private List<Use> uses(TaskShape shape, Map<String, ContainerStats> stats) {
        return shape.containers().stream()
                .flatMap(container -> {
                    ContainerStats found = stats.get(container.dockerId());
                    return found == null ? Stream.empty() : Stream.of(use(container, found));
                })
                .toList();
    }

    private Use use(TaskShape.Container container, ContainerStats stats) {
        CpuReading last = before.get(container.dockerId());
        double cpu = last == null ? Double.NaN : stats.now().unitsSince(last);
        return new Use(
                container,
                Double.isNaN(cpu) ? stats.now().unitsSince(stats.before()) : cpu,
                stats.memoryBytes() / MIB,
                stats.now().cpus() * UNITS_PER_CPU,
                stats.memoryLimitBytes() / MIB);
    }

    private void remember(Map<String, ContainerStats> stats) {
        Map<String, CpuReading> readings = new HashMap<>();
        stats.forEach((id, found) -> readings.put(id, found.now()));
        before = readings;
    }

    private EmfLine task(TaskShape shape, List<Use> uses) {
        double ownCpu =
                sumOfAll(uses.stream().mapToDouble(use -> use.container().cpuUnits()));
        double ownMemory =
                sumOfAll(uses.stream().mapToDouble(use -> use.container().memoryMb()));
        double cpuLimit =
                firstKnown(shape.cpuUnits(), ownCpu, largest(uses.stream().mapToDouble(Use::hostCpu)));
        double memoryLimit =
                firstKnown(shape.memoryMb(), ownMemory, largest(uses.stream().mapToDouble(Use::memoryLimit)));
        // A container without two readings has just begun: what it used is not known, and little.
        return metrics(
                line("Task", shape.facts()),
                sumOfKnown(uses.stream().mapToDouble(Use::cpu)),
                cpuLimit,
                sumOfKnown(uses.stream().mapToDouble(Use::memory)),
                memoryLimit);
    }

    private EmfLine container(TaskShape shape, Use use) {
        TaskShape.Container container = use.container();
        return metrics(
                line("Container", shape.facts())
                        .text("ContainerName", container.name())
                        .text("Image", container.image())
                        .text("ContainerKnownStatus", container.status()),
                use.cpu(),
                firstKnown(container.cpuUnits(), shape.cpuUnits(), use.hostCpu()),
                use.memory(),
                firstKnown(container.memoryMb(), shape.memoryMb(), use.memoryLimit()));
    }

    private EmfLine line(String type, TaskFacts task) {
        return new EmfLine(NAMESPACE, List.of("ClusterName", "ServiceName", "TaskDefinitionFamily", "ContainerName"))
                .text("Version", "0")
                .text("Type", type)
                .text("ClusterName", task.clusterName())
                .text("ServiceName", service == null ? task.serviceName() : service)
                .text("TaskId", task.taskId())
                .text("TaskDefinitionFamily", task.family())
                .text("TaskDefinitionRevision", task.revision());
    }

    private static EmfLine metrics(EmfLine line, double cpu, double cpuLimit, double memory, double memoryLimit) {
        return line.metric("CpuUtilized", "None", cpu)
                .metric("CpuReserved", "None", cpuLimit)
                .metric("MemoryUtilized", "Megabytes", memory)
                .metric("MemoryReserved", "Megabytes", memoryLimit);
    }

    private static double firstKnown(double... values) {
        return DoubleStream.of(values).filter(value -> value > 0).findFirst().orElse(Double.NaN);
    }

    private static double largest(DoubleStream values) {
        return values.filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private static double sumOfKnown(DoubleStream values) {
        double[] known = values.filter(Double::isFinite).toArray();
        return known.length == 0 ? Double.NaN : DoubleStream.of(known).sum();
    }

    /** NaN as soon as one is not known. */
    private static double sumOfAll(DoubleStream values) {
        return values.sum();
    }
}

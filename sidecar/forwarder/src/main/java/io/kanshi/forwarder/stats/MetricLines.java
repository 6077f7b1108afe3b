package io.kanshi.forwarder.stats;

/** Where metric lines go: into the frames, as lines of a container. Called by the stats thread only; must not block for long. */
public interface MetricLines {

    /**
     * Takes one line.
     *
     * @param emfLine JSON in CloudWatch embedded metric format, no line break
     * @param containerName the container that the numbers are of; {@code ecs-task} for the whole task, {@code redis} for a Redis
     */
    void accept(String emfLine, String containerName);
}

package io.kanshi.forwarder.stats;

import org.jspecify.annotations.Nullable;

/**
 * Which task this is, for the frame header.
 *
 * @param cluster name or ARN, as the platform says it
 * @param family of the task definition
 * @param serviceName null for a task that no service started, and on agents older than 1.63.1
 */
public record TaskFacts(
        String cluster,
        String taskArn,
        String family,
        String revision,
        @Nullable String serviceName) {

    /** {@code family:revision}. */
    public String taskDefinition() {
        return family + ":" + revision;
    }

    /** The cluster's name also where the platform says its ARN. */
    public String clusterName() {
        return afterSlash(cluster);
    }

    /** The last part of the ARN. */
    public String taskId() {
        return afterSlash(taskArn);
    }

    private static String afterSlash(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }
}

package io.kanshi.events;

import io.kanshi.wire.FrameHeader;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks: one immutable object per container and stream, shared by all its events (interned by the decoder), so that columns and
 * keys can be cached by identity. All of it comes from the envelope, never from log text.
 *
 * @param service label {@code service}, else the ECS service's name, else the task definition's family, else the container's name
 * @param cluster ECS cluster; empty when unknown
 * @param taskId the last part of the task's ARN
 * @param taskDefinition {@code family:revision}
 * @param containerName without the leading slash
 * @param source {@code stdout} or {@code stderr}
 */
public record Identity(
        String service,
        @Nullable String cluster,
        @Nullable String taskId,
        @Nullable String taskDefinition,
        @Nullable String containerName,
        @Nullable String containerId,
        @Nullable String source) {

    /** Who wrote a frame: its events may name containers of their own. */
    public static Identity of(FrameHeader header) {
        return Identities.of(header);
    }
}

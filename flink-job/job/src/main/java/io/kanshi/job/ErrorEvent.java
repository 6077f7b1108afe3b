package io.kanshi.job;

import org.jspecify.annotations.Nullable;

/**
 * An error on its way to CloudWatch Logs: what a log event there consists of, and the columns of the table {@code errors}. Public and
 * flat for Flink's POJO serializer.
 *
 * @param id the same whenever the same line is told again: {@code boot/lane/seq/line}; where the producer wrote no header, a hash of
 *     time, container and text
 * @param timeNanos nanoseconds since 1970
 * @param partitionMillis the time that decides the partition: the event's own, or its arrival where that cannot be true
 * @param logStream the task's id: one CloudWatch log stream a task
 * @param event the log event's text: one line of JSON, at most {@link ErrorText#MAX_BYTES} bytes
 */
public record ErrorEvent(
        String id,
        long timeNanos,
        long partitionMillis,
        String service,
        String logStream,
        String level,
        @Nullable String fingerprint,
        @Nullable String traceId,
        String message,
        String event) {}

package io.kanshi.events.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code log_gaps}. Lines that never came are the sum of {@code lines} over missing and ended less that over filled;
 * frames likewise. Public and flat for Flink's POJO serializer.
 *
 * @param id equal for a row that is told twice
 * @param timeMillis when it was told, in the time of the stream; milliseconds since 1970, as all times here
 * @param boot UUID of the sender's start
 * @param lane null where it concerns the whole start
 * @param frames how many frames
 * @param lines how many lines; null where nobody can tell
 * @param sinceMillis when it began: the last sign of life, or the frame that showed the hole
 * @param untilMillis as of when it is so
 * @param detail one sentence for a person
 */
public record LogGap(
        String id,
        GapKind kind,
        long timeMillis,
        String service,
        @Nullable String cluster,
        @Nullable String taskId,
        @Nullable String taskDefinition,
        String boot,
        @Nullable Integer lane,
        @Nullable Long firstSeq,
        @Nullable Long lastSeq,
        @Nullable Long frames,
        @Nullable Long lines,
        long sinceMillis,
        long untilMillis,
        String detail) {}

package io.kanshi.kinesis.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * All settings of a source.
 *
 * @param startMillis for {@link InitialPosition#AT_TIMESTAMP}, milliseconds since 1970; else 0
 * @param discoveryInterval time between two looks for new shards
 */
public record SourceSettings(
        StreamAccess access,
        InitialPosition start,
        long startMillis,
        Duration discoveryInterval,
        ReadingSettings reading)
        implements Serializable {}

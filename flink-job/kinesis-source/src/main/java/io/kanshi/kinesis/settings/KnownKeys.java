package io.kanshi.kinesis.settings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/** Every key that is read, also by the table. */
public final class KnownKeys {

    private KnownKeys() {}

    public static Set<String> all() {
        return Stream.<ConfigOption<?>>of(
                        KinesisSourceOptions.AWS_REGION,
                        KinesisSourceOptions.AWS_ENDPOINT,
                        KinesisSourceOptions.AWS_CREDENTIALS_PROVIDER,
                        KinesisSourceOptions.AWS_ACCESS_KEY_ID,
                        KinesisSourceOptions.AWS_SECRET_KEY,
                        KinesisSourceOptions.AWS_PROFILE,
                        KinesisSourceOptions.AWS_READ_TIMEOUT,
                        KinesisSourceOptions.INIT_POSITION,
                        KinesisSourceOptions.INIT_TIMESTAMP,
                        KinesisSourceOptions.INIT_TIMESTAMP_FORMAT,
                        KinesisSourceOptions.STOP_TIMESTAMP,
                        KinesisSourceOptions.DISCOVERY_INTERVAL,
                        KinesisSourceOptions.MOST_RECORDS,
                        KinesisSourceOptions.READER_TYPE,
                        KinesisSourceOptions.EMPTY_INTERVAL,
                        KinesisSourceOptions.NON_EMPTY_INTERVAL,
                        KinesisSourceOptions.THREADS,
                        KinesisSourceOptions.SHORTEST_RETRY,
                        KinesisSourceOptions.LONGEST_RETRY,
                        KinesisSourceOptions.ATTEMPTS,
                        KinesisSourceOptions.SEEN_LANES,
                        KinesisSourceOptions.SEEN_RUNS,
                        KinesisSourceOptions.SEEN_QUIET,
                        KinesisSourceOptions.QUIET_LATENESS)
                .map(ConfigOption::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}

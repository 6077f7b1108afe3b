package io.kanshi.kinesis.settings;

import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.stream.KinesisLimits;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The keys of {@code setSourceConfig}: those of AWS's connector where it has one, and our own. */
public final class KinesisSourceOptions {

    public static final ConfigOption<String> AWS_REGION =
            text("aws.region", "The stream's region; else the ARN tells.");

    public static final ConfigOption<String> AWS_ENDPOINT =
            text("aws.endpoint", "Another endpoint than the region's, such as an emulator's.");

    public static final ConfigOption<CredentialsSource> AWS_CREDENTIALS_PROVIDER = ConfigOptions.key(
                    "aws.credentials.provider")
            .enumType(CredentialsSource.class)
            .defaultValue(CredentialsSource.AUTO)
            .withDescription("Where credentials come from.");

    public static final ConfigOption<String> AWS_ACCESS_KEY_ID =
            text("aws.credentials.provider.basic.accesskeyid", "For BASIC.");

    public static final ConfigOption<String> AWS_SECRET_KEY =
            text("aws.credentials.provider.basic.secretkey", "For BASIC.");

    public static final ConfigOption<String> AWS_PROFILE =
            text("aws.credentials.provider.profile.name", "For PROFILE.");

    public static final ConfigOption<Long> AWS_READ_TIMEOUT = ConfigOptions.key("aws.http-client.read-timeout")
            .longType()
            .defaultValue(10_000L)
            .withDescription("The longest wait for an answer, in milliseconds.");

    public static final ConfigOption<InitialPosition> INIT_POSITION = ConfigOptions.key("source.init.position")
            .enumType(InitialPosition.class)
            .defaultValue(InitialPosition.LATEST)
            .withDescription("Where reading starts when there is no checkpoint.");

    public static final ConfigOption<String> INIT_TIMESTAMP =
            text("source.init.timestamp", "For AT_TIMESTAMP: a date in source.init.timestamp.format or epoch seconds.");

    public static final ConfigOption<String> INIT_TIMESTAMP_FORMAT = ConfigOptions.key("source.init.timestamp.format")
            .stringType()
            .defaultValue("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .withDescription("The form of source.init.timestamp and source.stop.timestamp.");

    public static final ConfigOption<String> STOP_TIMESTAMP = text(
            "source.stop.timestamp",
            "Reading ends before the first record that arrived then or later. The source is bounded if this is set.");

    public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
            duration("source.shard.discovery.interval", Duration.ofSeconds(10), "Time between looks for new shards.");

    public static final ConfigOption<Integer> MOST_RECORDS = number(
            "source.shard.get-records.max-record-count",
            KinesisLimits.RECORDS_PER_READ,
            "Records that one read may ask for; it asks for fewer when they are large.");

    public static final ConfigOption<String> READER_TYPE = ConfigOptions.key("source.reader.type")
            .stringType()
            .defaultValue("POLLING")
            .withDescription("Only POLLING: enhanced fan-out is not supported.");

    public static final ConfigOption<Duration> EMPTY_INTERVAL = duration(
            "source.reader.empty-records-fetch-interval",
            Duration.ofMillis(250),
            "Pause of a shard after a read that gave nothing.");

    public static final ConfigOption<Duration> NON_EMPTY_INTERVAL = duration(
            "source.reader.nonempty-records-fetch-interval",
            Duration.ZERO,
            "Pause of a shard after a read that gave records; the limits of Kinesis are kept anyway.");

    public static final ConfigOption<Integer> THREADS =
            number("source.reader.threads", 8, "Threads of a subtask that read shards.");

    public static final ConfigOption<Duration> SHORTEST_RETRY =
            duration("retry-strategy.delay.min", Duration.ofMillis(300), "First pause after a failed read.");

    public static final ConfigOption<Duration> LONGEST_RETRY =
            duration("retry-strategy.delay.max", Duration.ofSeconds(10), "Longest pause after failed reads.");

    public static final ConfigOption<Integer> ATTEMPTS = number(
            "retry-strategy.attempts.max",
            Integer.MAX_VALUE,
            "Failed reads of a shard in a row after which the job fails; by default they are repeated for ever.");

    public static final ConfigOption<Integer> SEEN_LANES =
            number("source.repeats.lanes", SeenBounds.USUAL.lanes(), "Lanes of senders remembered per shard.");

    public static final ConfigOption<Integer> SEEN_RUNS = number(
            "source.repeats.runs",
            SeenBounds.USUAL.runs(),
            "Runs of consecutive frames remembered per lane: one more than the gaps.");

    public static final ConfigOption<Duration> SEEN_QUIET = duration(
            "source.repeats.quiet", SeenBounds.USUAL.quiet(), "A lane without a frame for longer is forgotten.");

    public static final ConfigOption<Duration> QUIET_LATENESS = ConfigOptions.key("source.quiet-shards.lateness")
            .durationType()
            .noDefaultValue()
            .withDescription(
                    "A shard with nothing left to read advances the watermark to the time of the read, less this and a second."
                            + " For event time that is the arrival, or at most so long before it; else it must not be set.");

    private KinesisSourceOptions() {}

    private static ConfigOption<String> text(String key, String description) {
        return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
    }

    private static ConfigOption<Integer> number(String key, int value, String description) {
        return ConfigOptions.key(key).intType().defaultValue(value).withDescription(description);
    }

    private static ConfigOption<Duration> duration(String key, Duration value, String description) {
        return ConfigOptions.key(key).durationType().defaultValue(value).withDescription(description);
    }
}

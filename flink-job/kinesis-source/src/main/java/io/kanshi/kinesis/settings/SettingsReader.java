package io.kanshi.kinesis.settings;

import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.stream.KinesisLimits;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** From keys and values to settings. Unknown keys with one of our prefixes are mistakes: they are misspelt, or ask for what is not there. */
public final class SettingsReader {

    private static final Pattern STREAM_ARN =
            Pattern.compile("arn:[a-z0-9-]+:kinesis:([a-z0-9-]+):\\d{12}:stream/[a-zA-Z0-9_.-]{1,128}");
    private static final Set<String> PREFIXES = Set.of("aws.", "source.", "retry-strategy.");
    private static final int MOST_THREADS = 64;

    /** Below the default of pekko.framesize, 10 MiB, in which a shard goes to the enumerator and back. */
    private static final long SEEN_BYTES = 9L << 20;

    private final Configuration config;
    private final Mistakes mistakes;
    private final Clock clock;

    private SettingsReader(Configuration config, Clock clock) {
        this.config = config;
        this.mistakes = new Mistakes(config);
        this.clock = clock;
    }

    /** An IllegalArgumentException names every mistake. */
    public static SourceSettings read(String streamArn, Configuration config, Clock clock) {
        SettingsReader reader = new SettingsReader(config, clock);
        SourceSettings settings = reader.settings(streamArn);
        reader.mistakes.complain();
        return settings;
    }

    private SourceSettings settings(String streamArn) {
        checkKeys();
        StreamAccess access = access(streamArn);
        InitialPosition start = mistakes.name(KinesisSourceOptions.INIT_POSITION, Map.of());
        long startMillis = timestamp(KinesisSourceOptions.INIT_TIMESTAMP, 0);
        if (start == InitialPosition.AT_TIMESTAMP && config.get(KinesisSourceOptions.INIT_TIMESTAMP) == null) {
            mistakes.add("source.init.timestamp must be set, because source.init.position is AT_TIMESTAMP");
        }
        if (startMillis > clock.millis()) {
            mistakes.add("source.init.timestamp must not be in the future: "
                    + config.get(KinesisSourceOptions.INIT_TIMESTAMP));
        }
        ReadingSettings reading = reading();
        if (start == InitialPosition.AT_TIMESTAMP && startMillis >= reading.stopMillis()) {
            mistakes.add("source.stop.timestamp must be after source.init.timestamp: "
                    + config.get(KinesisSourceOptions.STOP_TIMESTAMP));
        }
        Duration discovery = positive(KinesisSourceOptions.DISCOVERY_INTERVAL);
        return new SourceSettings(
                access, start, start == InitialPosition.AT_TIMESTAMP ? startMillis : 0, discovery, reading);
    }

    private void checkKeys() {
        mistakes.value(
                KinesisSourceOptions.READER_TYPE,
                "POLLING"::equalsIgnoreCase,
                "POLLING, enhanced fan-out is not supported");
        Set<String> known = KnownKeys.all();
        for (String key : new TreeSet<>(config.keySet())) {
            boolean ours = PREFIXES.stream().anyMatch(key::startsWith);
            String refused = RefusedKeys.reason(key);
            if (refused != null) {
                mistakes.add(key + " must not be set, " + refused + ": "
                        + config.toMap().get(key));
            } else if (ours && !known.contains(key)) {
                mistakes.add(key + " is not known; known are " + new TreeSet<>(known));
            }
        }
    }

    private StreamAccess access(String streamArn) {
        Matcher arn = STREAM_ARN.matcher(streamArn);
        if (!arn.matches()) {
            mistakes.add(
                    "setStreamArn (in SQL stream.arn) must be given arn:aws:kinesis:<region>:<account>:stream/<name>: "
                            + streamArn);
        }
        String arnRegion = arn.matches() ? arn.group(1) : "";
        String region = mistakes.text(KinesisSourceOptions.AWS_REGION);
        if (!region.isEmpty() && !arnRegion.isEmpty() && !region.equals(arnRegion)) {
            mistakes.add("aws.region must be the stream's, " + arnRegion + ": " + region);
        }
        CredentialsSource credentials =
                mistakes.name(KinesisSourceOptions.AWS_CREDENTIALS_PROVIDER, RefusedKeys.CREDENTIALS);
        String accessKeyId = mistakes.text(KinesisSourceOptions.AWS_ACCESS_KEY_ID);
        String secretKey = mistakes.text(KinesisSourceOptions.AWS_SECRET_KEY);
        if (credentials == CredentialsSource.BASIC && (accessKeyId.isEmpty() || secretKey.isEmpty())) {
            mistakes.add("aws.credentials.provider.basic.accesskeyid and .secretkey must be set,"
                    + " because aws.credentials.provider is BASIC");
        }
        long answerMillis = mistakes.value(KinesisSourceOptions.AWS_READ_TIMEOUT, millis -> millis > 0, "positive");
        return new StreamAccess(
                streamArn,
                arnRegion,
                endpoint(),
                credentials,
                accessKeyId,
                secretKey,
                mistakes.text(KinesisSourceOptions.AWS_PROFILE),
                Duration.ofMillis(answerMillis));
    }

    private String endpoint() {
        String endpoint = mistakes.text(KinesisSourceOptions.AWS_ENDPOINT);
        try {
            if (!endpoint.isEmpty() && URI.create(endpoint).getHost() == null) {
                mistakes.add("aws.endpoint must be like https://host:port: " + endpoint);
            }
        } catch (IllegalArgumentException unreadable) {
            mistakes.add("aws.endpoint must be like https://host:port: " + endpoint);
        }
        return endpoint;
    }

    private ReadingSettings reading() {
        Duration shortest = positive(KinesisSourceOptions.SHORTEST_RETRY);
        Duration longest = mistakes.value(
                KinesisSourceOptions.LONGEST_RETRY,
                value -> value.compareTo(shortest) >= 0,
                "at least retry-strategy.delay.min, " + shortest);
        return new ReadingSettings(
                number(KinesisSourceOptions.MOST_RECORDS, KinesisLimits.RECORDS_PER_READ),
                notNegative(KinesisSourceOptions.EMPTY_INTERVAL),
                notNegative(KinesisSourceOptions.NON_EMPTY_INTERVAL),
                number(KinesisSourceOptions.THREADS, MOST_THREADS),
                shortest,
                longest,
                number(KinesisSourceOptions.ATTEMPTS, Integer.MAX_VALUE),
                timestamp(KinesisSourceOptions.STOP_TIMESTAMP, Long.MAX_VALUE),
                quietLateness(),
                seen());
    }

    private @Nullable Duration quietLateness() {
        boolean isSet = config.containsKey(KinesisSourceOptions.QUIET_LATENESS.key());
        return isSet ? notNegative(KinesisSourceOptions.QUIET_LATENESS) : null;
    }

    private SeenBounds seen() {
        SeenBounds bounds = new SeenBounds(
                number(KinesisSourceOptions.SEEN_LANES, 1 << 20),
                number(KinesisSourceOptions.SEEN_RUNS, 1 << 16),
                positive(KinesisSourceOptions.SEEN_QUIET));
        if (bounds.mostBytes() > SEEN_BYTES) {
            mistakes.add(
                    "source.repeats.lanes and source.repeats.runs must be smaller, so that what a shard has seen fits a message"
                            + " of Flink's (" + SEEN_BYTES + " bytes): " + bounds.lanes() + " and " + bounds.runs()
                            + " may take "
                            + bounds.mostBytes());
        }
        return bounds;
    }

    private int number(ConfigOption<Integer> option, int most) {
        return mistakes.value(option, value -> value >= 1 && value <= most, "from 1 to " + most);
    }

    private Duration positive(ConfigOption<Duration> option) {
        return mistakes.value(option, value -> value.toMillis() > 0, "at least 1 ms");
    }

    private Duration notNegative(ConfigOption<Duration> option) {
        return mistakes.value(option, value -> !value.isNegative(), "0 or more");
    }

    /** Milliseconds since 1970 of a date or of epoch seconds. */
    private long timestamp(ConfigOption<String> option, long absent) {
        String text = mistakes.text(option);
        if (text.isEmpty()) {
            return absent;
        }
        String format = mistakes.value(KinesisSourceOptions.INIT_TIMESTAMP_FORMAT);
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ofPattern(format))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException | IllegalArgumentException noDate) {
            try {
                return Math.round(Double.parseDouble(text) * 1000);
            } catch (NumberFormatException noSeconds) {
                mistakes.add(option.key() + " must be a date of the form " + format + " or epoch seconds: " + text);
                return absent;
            }
        }
    }
}

package io.kanshi.live;

import io.kanshi.events.EventsSettings;
import io.kanshi.job.CostGuard;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The live job's settings, checked.
 *
 * @param events how events are understood
 * @param lateness how late a record may arrive after another one and still count
 */
public record LiveSettings(
        Stream stream, Archive archive, Outlets outlets, EventsSettings events, Rules rules, Duration lateness) {

    /**
     * Where records come from.
     *
     * @param endpoint null: the region's
     * @param from null: the oldest record; {@link Instant#MAX}: only what comes from now on
     * @param until null: never ends
     */
    public record Stream(
            String arn,
            @Nullable URI endpoint,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Where tables go.
     *
     * @param folder a URI that Flink's file systems know
     * @param memoryBytes what rows may take in one subtask
     */
    public record Archive(String folder, Duration freshness, long memoryBytes) {}

    /**
     * Where errors and alerts go besides the archive; null: nowhere.
     *
     * @param chat alerts for people
     * @param json alerts for machines
     * @param costGuard what {@code errorLogs} gets of errors that repeat
     */
    public record Outlets(
            @Nullable CloudWatchLogs errorLogs,
            @Nullable AlertTopic chat,
            @Nullable AlertTopic json,
            @Nullable DerivedStream derived,
            CostGuard costGuard) {

        /** The archive alone. */
        public static final Outlets NONE = new Outlets(null, null, null, null, CostGuard.DEFAULT);
    }

    /**
     * What is an alert.
     *
     * @param text the rule file at the start, accepted by its checker
     * @param file where it was read from, a URI that Flink's file systems know; null: the built-in rules
     * @param poll how often it is looked at while the job runs
     */
    public record Rules(String text, @Nullable String file, Duration poll) {}
}

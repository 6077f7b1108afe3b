package io.kanshi.live;

import io.kanshi.job.CostGuard;
import io.kanshi.job.cloudwatch.CloudWatchLogs;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.settings.Rule;
import io.kanshi.settings.Setting;
import java.util.List;

/** Every setting of the live job, for the checks, {@code check --help} and docs/job.md. */
enum LiveKey implements Setting {
    STREAM_ARN(
            "stream.arn",
            "",
            Rule.form(
                    "the ARN of a stream, arn:aws:kinesis:REGION:ACCOUNT:stream/NAME",
                    "arn:aws[a-z-]*:kinesis:[a-z0-9-]{5,40}:[0-9]{12}:stream/[A-Za-z0-9_.-]{1,128}"),
            "the stream that sidecars and others write to"),
    STREAM_ENDPOINT(
            "stream.endpoint", "", Rule.orEmpty(new Rule.Web()), "another address of Kinesis, such as an emulator's"),
    STREAM_FROM(
            "stream.from",
            "latest",
            Rule.form("latest, oldest or " + LiveKey.TIME_TEXT, "latest|oldest|" + LiveKey.TIME),
            "where reading starts when there is no snapshot"),
    STREAM_UNTIL(
            "stream.until",
            "",
            Rule.form(LiveKey.TIME_TEXT + ", or empty", "|" + LiveKey.TIME),
            "where reading ends: a backfill; empty: never"),
    LATENESS(
            "lateness",
            "10s",
            new Rule.Time("0s", "1h", null),
            "how late a record may arrive after another one and still count in its window"),
    ARCHIVE_FOLDER(
            "archive.folder",
            "",
            Rule.form(
                    "s3://bucket/prefix or file:///folder",
                    "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.=/-]*)?|file:///\\P{Cntrl}{0,1000}"),
            "where the tables lie: logs, errors, alerts and the others"),
    ARCHIVE_FRESHNESS(
            "archive.freshness",
            "5m",
            new Rule.Time("10s", "1h", null),
            "time until a row can be queried: checkpoints between two compactions"),
    ARCHIVE_MEMORY_BYTES(
            "archive.memory-bytes",
            "256MiB",
            new Rule.Size(16 << 20, 16L << 30),
            "what rows may take in one subtask before they are written"),
    CLOUDWATCH_LOG_GROUP(
            CloudWatchLogs.SETTING,
            "",
            Rule.form("the name of a log group, or empty", "[A-Za-z0-9._/#-]{0,512}"),
            "the log group that gets errors; empty: none does"),
    CLOUDWATCH_ENDPOINT(
            "cloudwatch.endpoint",
            "",
            Rule.orEmpty(new Rule.Web()),
            "another address of CloudWatch Logs, such as an emulator's"),
    CLOUDWATCH_ERRORS_PER_MINUTE(
            "cloudwatch.errors-per-minute",
            String.valueOf(CostGuard.DEFAULT.written()),
            new Rule.Whole(1, 1_000_000, null),
            "the cost guard: errors of one fingerprint and service that are written in a minute"),
    CLOUDWATCH_FINGERPRINTS(
            "cloudwatch.fingerprints",
            String.valueOf(CostGuard.DEFAULT.patterns()),
            new Rule.Whole(1, 100_000, null),
            "the cost guard: fingerprints of one service that are told apart in a minute"),
    ALERTS_CHAT_TOPIC(
            AlertTopic.Readers.PEOPLE.setting(),
            "",
            Rule.form(LiveKey.TOPIC_TEXT, LiveKey.TOPIC),
            "the SNS topic for people: Amazon Q brings it to the chat"),
    ALERTS_JSON_TOPIC(
            AlertTopic.Readers.MACHINES.setting(),
            "",
            Rule.form(LiveKey.TOPIC_TEXT, LiveKey.TOPIC),
            "the SNS topic for machines: alerts as JSON"),
    ALERTS_ENDPOINT(
            "alerts.endpoint", "", Rule.orEmpty(new Rule.Web()), "another address of SNS, such as an emulator's"),
    DERIVED_STREAM(
            DerivedStream.SETTING,
            "",
            Rule.form(
                    "the name or ARN of a stream, or empty",
                    "|[A-Za-z0-9_.-]{1,128}|arn:aws[a-z-]*:kinesis:[a-z0-9-]{5,40}:[0-9]{12}:stream/[A-Za-z0-9_.-]{1,128}"),
            "the stream that gets errors, error rates, threshold breaches and alerts as plain JSON"),
    DERIVED_ENDPOINT(
            "derived.endpoint",
            "",
            Rule.orEmpty(new Rule.Web()),
            "another address of Kinesis for it, such as an emulator's"),
    RULES_FILE(
            "rules.file",
            "",
            Rule.form("s3://bucket/key, file:///path, or empty", "|(s3|file)://\\P{Cntrl}{1,1000}"),
            "the rule file; empty: the built-in rules"),
    RULES_POLL(
            "rules.poll",
            "1m",
            new Rule.Time("1s", "1h", null),
            "how often the rule file is looked at while the job runs"),
    HEALTH_CHECK_PATTERNS(
            "health-checks.patterns",
            "healthcheck\\.Check,grpc\\.health",
            Rule.form("RE2 patterns with commas between them, or empty", "\\P{Cntrl}{0,10000}"),
            "what marks a health check in a message");

    /** As {@code java.time.Instant} reads it. */
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z";

    private static final String TIME_TEXT = "a time such as 2026-11-02T05:00:00Z";

    private static final String TOPIC_TEXT = "the ARN of a topic, arn:aws:sns:REGION:ACCOUNT:NAME, or empty";
    private static final String TOPIC = "|arn:aws[a-z-]*:sns:[a-z0-9-]{5,40}:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?";

    private final Definition definition;

    LiveKey(String key, String byDefault, Rule rule, String description) {
        definition = new Definition(key, byDefault, rule, description, List.of(), false);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}

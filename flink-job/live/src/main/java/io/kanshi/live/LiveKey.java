package io.kanshi.live;

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
            "30s",
            new Rule.Time("0s", "1h", null),
            "how late a record may arrive after another one and still count in its window"),
    IDLE_AFTER(
            "idle-after",
            "1m",
            new Rule.Time("1s", "1h", null),
            "a shard without records for longer holds up no window"),
    ARCHIVE_FOLDER(
            "archive.folder",
            "",
            Rule.form(
                    "s3://bucket/prefix or file:///folder",
                    "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.=/-]*)?|file:///\\P{Cntrl}{0,1000}"),
            "where the tables logs, errors, alerts, dead-letters and log-gaps lie"),
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
    RULES_FILE(
            "rules.file",
            "",
            Rule.form("s3://bucket/key, file:///path, or empty", "|(s3|file)://\\P{Cntrl}{1,1000}"),
            "the rule file; empty: the built-in rules"),
    HEALTH_CHECK_PATTERNS(
            "health-checks.patterns",
            "healthcheck\\.Check,grpc\\.health",
            Rule.form("RE2 patterns with commas between them, or empty", "\\P{Cntrl}{0,10000}"),
            "what marks a health check in a message");

    /** As {@code java.time.Instant} reads it. */
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z";

    private static final String TIME_TEXT = "a time such as 2026-11-02T05:00:00Z";

    private final Definition definition;

    LiveKey(String key, String byDefault, Rule rule, String description) {
        definition = new Definition(key, byDefault, rule, description, List.of(), false);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}

package io.kanshi.forwarder.settings;

import io.kanshi.settings.Rule;
import io.kanshi.settings.Setting;
import java.util.List;

/**
 * Every setting: its key, its default, what it must be and what it is for. The one table behind the checks, {@code --help} and
 * docs/sidecar.md. An empty default of a rule that refuses the empty text makes a setting required.
 */
enum SettingKey implements Setting {
    FORWARD_SOCKET(
            "forward.socket",
            "/var/run/fluent.sock",
            Rule.form("an absolute path of at most 107 bytes", "/[\\x21-\\x7e]{1,106}"),
            "the unix socket on which logs arrive"),
    FORWARD_SOCKET_MODE(
            "forward.socket-mode",
            "0666",
            Rule.form("three octal digits", "0?[0-7]{3}"),
            "the socket's file mode, octal"),
    FORWARD_TCP(
            "forward.tcp",
            "",
            Rule.orEmpty(new Rule.HostAndPort(
                    "a loopback host:port such as 127.0.0.1:24224, or 0.0.0.0:24224 for every interface",
                    "localhost|127(\\.[0-9]{1,3}){3}|::1|0\\.0\\.0\\.0|::")),
            "a TCP address on which logs arrive too"),
    FORWARD_MAX_MESSAGE_BYTES(
            "forward.max-message-bytes",
            "16MiB",
            new Rule.Size(64 << 10, 256 << 20),
            "a longer message ends its connection"),
    FORWARD_MAX_UNPACKED_BYTES(
            "forward.max-unpacked-bytes",
            "32MiB",
            new Rule.Size(64 << 10, 512 << 20),
            "a compressed message that unpacks to more is refused"),
    FORWARD_MAX_CONNECTIONS(
            "forward.max-connections", "1024", new Rule.Whole(1, 65536, null), "connections at once; more are closed"),
    ACK(
            "ack",
            "on-durable",
            Rule.oneOf("on-durable", "on-receive"),
            "when a client that asks for an ack gets it: on disk or in Kinesis, or once read"),
    LINE_MAX_BYTES(
            "line.max-bytes", "512KiB", new Rule.Size(1 << 10, 1 << 19), "a longer line is cut, marked and counted"),
    JOIN("join", "on", Rule.oneOf("on", "off"), "joins Docker's pieces and stack traces to one event"),
    FRAME_MAX_AGE(
            "frame.max-age",
            "1s",
            new Rule.Time("50ms", "1m", null),
            "a frame is sealed at the latest after this time"),
    FRAME_MAX_BYTES(
            "frame.max-bytes",
            "2MiB",
            new Rule.Size(64 << 10, 16 << 20),
            "a frame is sealed at this many bytes, uncompressed"),
    FRAME_IDLE_HEADER_EVERY(
            "frame.idle-header-every",
            "10s",
            new Rule.Time("1s", "1h", null),
            "how often an idle sidecar says that it is alive"),
    HOLD_MEMORY_BYTES(
            "hold.memory-bytes",
            "32MiB",
            new Rule.Size(1 << 20, 4L << 30),
            "sealed frames kept in memory before they go to the spill folder"),
    SPILL_FOLDER(
            "spill.folder",
            "/var/lib/kanshi/spill",
            Rule.form("an absolute path", "/\\P{Cntrl}{0,4000}"),
            "where sealed frames wait on disk"),
    SPILL_MAX_BYTES("spill.max-bytes", "1GiB", new Rule.Size(1 << 20, 1L << 40), "most that waits on disk"),
    KINESIS_STREAM(
            "kinesis.stream",
            "",
            Rule.form("the name of a stream: 1 to 128 letters, digits, _ . -", "[A-Za-z0-9_.-]{1,128}"),
            "the stream that frames go to; required"),
    KINESIS_ENDPOINT(
            "kinesis.endpoint", "", Rule.orEmpty(new Rule.Web()), "another address of Kinesis, as for a VPC endpoint"),
    KINESIS_REGION(
            "kinesis.region",
            "",
            Rule.form("a region such as eu-west-1", "[a-z]{2,8}(-[a-z0-9]{1,12}){1,4}"),
            "the stream's region; default AWS_REGION or AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_DEFAULT_REGION"),
    KINESIS_MAX_LANES(
            "kinesis.max-lanes", "4", new Rule.Whole(1, 64, null), "partition keys used at once under throttling"),
    GRACE("grace", "30s", new Rule.Time("1s", "2h", null), "time for what is left after SIGTERM"),
    LEFTOVER_S3(
            "leftover.s3",
            "",
            Rule.orEmpty(new Rule.S3()),
            "a folder in S3 for what is left after grace; empty: it stays where it is"),
    LEFTOVER_ENDPOINT("leftover.endpoint", "", Rule.orEmpty(new Rule.Web()), "another address of S3"),
    LEFTOVER_TIME("leftover.time", "10s", new Rule.Time("1s", "1h", null), "how long that may take, after grace"),
    SERVICE(
            "service",
            "",
            Rule.form("a name of at most 255 characters, or empty", "\\P{Cntrl}{0,255}"),
            "a label that overrides the service's name"),
    HEALTH_PORT("health.port", "2020", new Rule.Whole(1, 65535, "off"), "loopback port of /health and /metrics"),
    FIRELENS_HEALTH_PORT(
            "firelens.health-port", "8877", new Rule.Whole(1, 65535, "off"), "loopback port of FireLens' health sink"),
    STATS_EVERY(
            "stats.every", "30s", new Rule.Time("1s", "1h", "off"), "how often CPU and memory of the task are sent"),
    STATS_METADATA_URI(
            "stats.metadata-uri",
            "",
            Rule.orEmpty(new Rule.Web()),
            "the task metadata endpoint; default ECS_CONTAINER_METADATA_URI_V4",
            "ECS_CONTAINER_METADATA_URI_V4"),
    REDIS_ADDRESS(
            "redis.address",
            "",
            Rule.orEmpty(new Rule.HostAndPort("host:port", ".*")),
            "the Redis whose INFO is sent; set it in one task only"),
    REDIS_EVERY("redis.every", "30s", new Rule.Time("1s", "1h", null), "how often"),
    REDIS_USER(
            "redis.user",
            "",
            Rule.form("a user name of at most 128 characters, or empty", "\\S{0,128}"),
            "user of Redis' ACL"),
    REDIS_PASSWORD(
            "redis.password",
            "",
            Rule.form("a password of at most 512 characters, or empty", "\\P{Cntrl}{0,512}"),
            "password for AUTH; secret"),
    REDIS_TLS("redis.tls", "off", Rule.oneOf("on", "off"), "speaks TLS to Redis, as ElastiCache asks for with AUTH");

    private final Definition definition;

    SettingKey(String key, String byDefault, Rule rule, String description, String... fallbacks) {
        boolean secret = name().equals("REDIS_PASSWORD");
        definition = new Definition(key, byDefault, rule, description, List.of(fallbacks), secret);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}

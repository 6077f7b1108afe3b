package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyConnection;
import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.forwarder.settings.SidecarSettings.Transport;
import io.kanshi.settings.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Redis for INFO and makes one line of it. The names begin with {@code redis_}, so that a rule about the task's own memory never
 * sees them. Counters of Redis (evicted keys, rejected connections) are sent as what came since the reading before, so that a rule can
 * say "above 0"; the first reading has none. A new connection each time: nothing to keep alive, nothing to find dead. One thread.
 */
final class RedisReading implements Reading {

    /** The container name of lines about a Redis. */
    static final String REDIS = "redis";

    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;

    private final Address address;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Transport transport;
    private @Nullable Info before;

    RedisReading(Address address, SidecarSettings.Redis settings) {
        this.address = address;
        this.user = settings.user();
        this.password = settings.password();
        this.transport = settings.transport();
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public void take(Instant now, MetricLines lines) throws NearbyFailure {
        Info info = Info.parse(ask(), now);
        EmfLine line = line(info);
        before = info;
        lines.accept(line.write(now), REDIS);
    }

    private String ask() throws NearbyFailure {
        try (NearbyConnection connection =
                NearbyConnection.open(address.host(), address.port(), WITHIN, RedisConversation.LARGEST_BYTES)) {
            if (transport == Transport.TLS) {
                connection.startTls(address.host(), address.port());
            }
            RedisConversation redis = new RedisConversation(connection);
            if (password != null) {
                redis.ask(user == null ? List.of("AUTH", password) : List.of("AUTH", user, password));
            }
            return redis.ask(List.of("INFO"));
        }
    }

    private EmfLine line(Info info) {
        double limit = info.number("maxmemory");
        double used = info.number("used_memory");
        return new EmfLine("Kanshi/Redis", List.of("RedisAddress"))
                .text("Type", "Redis")
                .text("RedisAddress", address.toString())
                .text("RedisVersion", info.text("redis_version"))
                .text("RedisRole", info.text("role"))
                .metric("redis_used_memory", "Bytes", used)
                .metric("redis_maxmemory", "Bytes", limit)
                // Without maxmemory there is no limit to be a share of; the division then gives no finite number.
                .metric("redis_memory_utilization", "Percent", used / limit * PERCENT)
                .metric("redis_connected_clients", "Count", info.number("connected_clients"))
                .metric("redis_ops_per_second", "Count/Second", info.number("instantaneous_ops_per_sec"))
                .metric("redis_evicted_keys", "Count", since("evicted_keys", info))
                .metric("redis_rejected_connections", "Count", since("rejected_connections", info))
                .metric("redis_cpu_utilization", "Percent", cpu(info));
    }

    /** What a counter gained; after a restart of Redis it began again. */
    private double since(String name, Info info) {
        if (before == null) {
            return Double.NaN;
        }
        double gained = info.number(name) - before.number(name);
        return gained < 0 ? info.number(name) : gained;
    }

    /** Of one processor: Redis runs commands in one thread. */
    private double cpu(Info info) {
        if (before == null) {
            return Double.NaN;
        }
        double seconds = Duration.between(before.time(), info.time()).toMillis() / MILLIS;
        double used = info.cpuSeconds() - before.cpuSeconds();
        return used < 0 || seconds <= 0 ? Double.NaN : used / seconds * PERCENT;
    }

    /** INFO's lines {@code name:value}. */
    record Info(Map<String, String> values, Instant time) {

        private static final int MOST_LINES = 2000;

        static Info parse(String text, Instant time) throws NearbyFailure {
            Map<String, String> values = new HashMap<>();
            text.lines().limit(MOST_LINES).forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
            Info info = new Info(values, time);
            if (Double.isNaN(info.number("used_memory"))) {
                throw new NearbyFailure(Reason.BROKEN, "no used_memory in INFO");
            }
            return info;
        }

        double number(String name) {
            String value = Objects.requireNonNullElse(values.get(name), "");
            return value.matches("[0-9]{1,18}(\\.[0-9]{1,18})?") ? Double.parseDouble(value) : Double.NaN;
        }

        String text(String name) {
            return Objects.requireNonNullElse(values.get(name), "");
        }

        double cpuSeconds() {
            return number("used_cpu_sys") + number("used_cpu_user");
        }
    }
}

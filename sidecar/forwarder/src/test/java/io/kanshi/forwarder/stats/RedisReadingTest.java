package io.kanshi.forwarder.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanshi.forwarder.net.NearbyConnection;
import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.forwarder.settings.SidecarSettings.Transport;
import io.kanshi.settings.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:10:00Z");

    private final Lines lines = new Lines();

    @TempDir
    private Path folder;

    private static RedisReading reading(int port, @Nullable String user, @Nullable String password) {
        return reading(port, user, password, Transport.PLAIN);
    }

    private static RedisReading reading(
            int port, @Nullable String user, @Nullable String password, Transport transport) {
        Address address = new Address("127.0.0.1", port);
        return new RedisReading(
                address, new SidecarSettings.Redis(address, Duration.ofSeconds(1), user, password, transport));
    }

    private static String bulk(String info) {
        return "$" + info.length() + "\r\n" + info + "\r\n";
    }

    private static String info(String more) {
        return bulk("# Memory\r\nused_memory:256\r\nmaxmemory:1024\r\n" + more);
    }

    @Test
    void aRealRedisWithPasswordAndLimit() throws IOException, InterruptedException {
        try (RedisServer redis =
                RedisServer.start(folder, "--requirepass", "hush", "--maxmemory", "100mb", "--maxclients", "50")) {
            RedisReading reading = reading(redis.port, null, "hush");
            reading.take(NOW, lines);
            commands(redis.port, 3000);
            reading.take(NOW.plusSeconds(10), lines);

            List<Lines.Line> taken = lines.taken();
            assertThat(taken).extracting(Lines.Line::container).containsExactly("redis", "redis");
            assertThat(taken.get(0).text()).contains("\"Type\":\"Redis\"").contains("\"RedisRole\":\"master\"");
            assertThat(taken.get(0).metrics())
                    .containsEntry("redis_maxmemory", 100.0 * (1 << 20))
                    .containsEntry("redis_connected_clients", 1.0)
                    .doesNotContainKeys("redis_evicted_keys", "redis_cpu_utilization", "memory_utilization");
            Map<String, Double> second = taken.get(1).metrics();
            assertThat(second)
                    .containsEntry("redis_evicted_keys", 0.0)
                    .containsEntry("redis_rejected_connections", 0.0);
            double used = second.getOrDefault("redis_used_memory", Double.NaN);
            assertThat(used).isBetween(100_000.0, 50_000_000.0);
            assertThat(second)
                    .containsEntry("redis_memory_utilization", Math.rint(used / (100 << 20) * 100_000) / 1000);
            assertThat(second.get("redis_ops_per_second")).isNotNull();
            assertThat(second.get("redis_cpu_utilization")).as("3,000 commands").isBetween(0.001, 100.0);
        }
    }

    private static void commands(int port, int count) throws NearbyFailure {
        try (NearbyConnection connection = NearbyConnection.open("127.0.0.1", port, Duration.ofSeconds(20), 1 << 20)) {
            RedisConversation redis = new RedisConversation(connection);
            redis.ask(List.of("AUTH", "hush"));
            for (int i = 0; i < count; i++) {
                redis.ask(List.of("SET", "key" + i % 10, "värde"));
            }
        }
    }

    @Test
    void aRealRedisRefusesAWrongPassword() throws IOException, InterruptedException {
        try (RedisServer redis = RedisServer.start(folder, "--requirepass", "hush")) {
            assertThat(failure(reading(redis.port, null, "wrong")))
                    .hasMessageStartingWith("Redis said WRONGPASS")
                    .hasMessageNotContaining("hush");
            assertThat(failure(reading(redis.port, null, null))).hasMessageStartingWith("Redis said NOAUTH");
            assertThat(failure(reading(redis.port, "nobody", "hush"))).hasMessageStartingWith("Redis said WRONGPASS");
            reading(redis.port, "default", "hush").take(NOW, lines);
            assertThat(lines.taken()).hasSize(1);
        }
    }

    @Test
    void aRealRedisOverTls() throws Exception {
        SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.1");
        try (RedisServer redis = RedisServer.startWithTls(folder, identity, "--requirepass", "hush");
                SelfSigned.Trust trust = identity.trust()) {
            reading(redis.port, null, "hush", Transport.TLS).take(NOW, lines);
            assertThat(lines.taken().get(0).metrics()).containsKey("redis_used_memory");
            trust.close();
            assertThat(failure(reading(redis.port, null, "hush", Transport.TLS)))
                    .as("a certificate that nobody trusts")
                    .hasMessageContaining("certification path");
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.2");
        try (RedisServer redis = RedisServer.startWithTls(folder, identity, "--requirepass", "hush");
                SelfSigned.Trust trust = identity.trust()) {
            assertThat(trust).isNotNull();
            assertThat(failure(reading(redis.port, null, "hush", Transport.TLS)))
                    .hasMessageContaining("subject alternative names matching IP address 127.0.0.1");
        }
    }

    private NearbyFailure failure(RedisReading reading) {
        return catchThrowableOfType(NearbyFailure.class, () -> reading.take(NOW, lines));
    }

    @Test
    void countersAreWhatCameSinceTheReadingBefore() throws NearbyFailure {
        try (FakeRedis redis = new FakeRedis()) {
            RedisReading reading = reading(redis.port(), null, null);
            redis.answer(
                    info("evicted_keys:100\r\nrejected_connections:7\r\nused_cpu_sys:1.5\r\nused_cpu_user:2.5\r\n"));
            reading.take(NOW, lines);
            redis.answer(
                    info("evicted_keys:130\r\nrejected_connections:7\r\nused_cpu_sys:2.5\r\nused_cpu_user:4.5\r\n"));
            reading.take(NOW.plusSeconds(10), lines);
            redis.answer(info("evicted_keys:4\r\nrejected_connections:0\r\nused_cpu_sys:0.1\r\nused_cpu_user:0.1\r\n"));
            reading.take(NOW.plusSeconds(20), lines);

            List<Lines.Line> taken = lines.taken();
            assertThat(taken.get(0).metrics())
                    .containsEntry("redis_memory_utilization", 25.0)
                    .doesNotContainKeys("redis_evicted_keys", "redis_cpu_utilization");
            assertThat(taken.get(1).metrics())
                    .containsEntry("redis_evicted_keys", 30.0)
                    .containsEntry("redis_rejected_connections", 0.0)
                    .containsEntry("redis_cpu_utilization", 30.0);
            assertThat(taken.get(2).metrics())
                    .as("Redis was restarted")
                    .containsEntry("redis_evicted_keys", 4.0)
                    .doesNotContainKeys("redis_cpu_utilization");
        }
    }

    @Test
    void withoutALimitThereIsNoPercentage() throws NearbyFailure {
        try (FakeRedis redis = new FakeRedis()) {
            redis.answer(bulk("used_memory:256\r\nmaxmemory:0\r\n"));
            reading(redis.port(), null, null).take(NOW, lines);
            assertThat(lines.taken().get(0).metrics())
                    .containsEntry("redis_maxmemory", 0.0)
                    .doesNotContainKey("redis_memory_utilization");
        }
    }

    private Reason reason(String answer) {
        try (FakeRedis redis = new FakeRedis()) {
            redis.answer(answer);
            return failure(reading(redis.port(), null, null)).reason();
        }
    }

    @Test
    void badAnswers() {
        assertThat(reason("-LOADING Redis is loading the dataset in memory\r\n"))
                .isEqualTo(Reason.REFUSED);
        assertThat(reason("")).isEqualTo(Reason.BROKEN);
        assertThat(reason("HTTP/1.1 400 Bad Request\r\n\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reason("$-1\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reason("$99999999999999999999\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reason("$999999999\r\n")).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason("$100\r\nused_memory:1\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reason("$3\r\nused_memory:1\r\n")).isEqualTo(Reason.BROKEN);
        assertThat(reason(bulk("redis_version:7"))).isEqualTo(Reason.BROKEN);
        assertThat(reason("x".repeat(300 << 10))).isEqualTo(Reason.TOO_LARGE);
        assertThat(lines.taken()).isEmpty();
    }

    @Test
    void silenceEnds() {
        try (FakeRedis redis = new FakeRedis()) {
            redis.keepSilent();
            assertThat(failure(reading(redis.port(), null, null)).reason()).isEqualTo(Reason.TIMEOUT);
            redis.answer("not TLS either");
            assertThat(failure(reading(redis.port(), null, null, Transport.TLS)).reason())
                    .isEqualTo(Reason.UNREACHABLE);
        }
        assertThat(failure(reading(1, null, null)).reason()).isEqualTo(Reason.UNREACHABLE);
    }
}

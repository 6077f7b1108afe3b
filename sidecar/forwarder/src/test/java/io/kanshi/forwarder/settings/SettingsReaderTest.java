package io.kanshi.forwarder.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.settings.SidecarSettings.Ack;
import io.kanshi.forwarder.settings.SidecarSettings.Join;
import io.kanshi.forwarder.settings.SidecarSettings.Transport;
import io.kanshi.settings.Address;
import io.kanshi.settings.S3Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsReaderTest {

    private static final Map<String, String> ENOUGH =
            Map.of("KANSHI_KINESIS_STREAM", "logs", "AWS_REGION", "eu-west-1", "PATH", "/bin");

    @TempDir
    private Path folder;

    private static Map<String, String> with(String... more) {
        Map<String, String> environment = new HashMap<>(ENOUGH);
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static SidecarSettings accepted(Map<String, String> environment) {
        SettingsOutcome outcome = SettingsReader.read(List.of(), environment);
        assertThat(outcome).isInstanceOf(SettingsOutcome.Accepted.class);
        return ((SettingsOutcome.Accepted) outcome).settings();
    }

    private static List<String> mistakes(List<String> arguments, Map<String, String> environment) {
        return SettingsReader.read(arguments, environment) instanceof SettingsOutcome.Refused refused
                ? refused.mistakes()
                : List.of();
    }

    private static List<String> mistakes(String... more) {
        return mistakes(List.of(), with(more));
    }

    @Test
    void defaults() {
        SidecarSettings settings = accepted(ENOUGH);

        assertThat(settings.forward())
                .isEqualTo(new SidecarSettings.Forward(
                        Path.of("/var/run/fluent.sock"), 0666, null, 16 << 20, 32 << 20, 1024, Ack.ON_DURABLE));
        assertThat(settings.framing())
                .isEqualTo(new SidecarSettings.Framing(
                        512 << 10, Join.ON, Duration.ofSeconds(1), 2 << 20, Duration.ofSeconds(10)));
        assertThat(settings.holding())
                .isEqualTo(new SidecarSettings.Holding(32 << 20, Path.of("/var/lib/kanshi/spill"), 1 << 30));
        assertThat(settings.kinesis()).isEqualTo(new SidecarSettings.Kinesis("logs", "eu-west-1", null, 4));
        assertThat(settings.health()).isEqualTo(new SidecarSettings.Health(2020, 8877));
        assertThat(settings.stats()).isEqualTo(new SidecarSettings.Stats(Duration.ofSeconds(30), null));
        assertThat(settings.redis())
                .isEqualTo(new SidecarSettings.Redis(null, Duration.ofSeconds(30), null, null, Transport.PLAIN));
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.leftover()).isEqualTo(new SidecarSettings.Leftover(null, null, Duration.ofSeconds(10)));
        assertThat(settings.leftover().longest()).isZero();
        assertThat(settings.service()).isNull();
    }

    @Test
    void everythingFromTheEnvironment() {
        SidecarSettings settings = accepted(with(
                "KANSHI_FORWARD_TCP", "0.0.0.0:24224",
                "KANSHI_FORWARD_SOCKET_MODE", "660",
                "KANSHI_ACK", "on-receive",
                "KANSHI_JOIN", "off",
                "KANSHI_HOLD_MEMORY_BYTES", "64MB",
                "KANSHI_SPILL_MAX_BYTES", "4194304",
                "KANSHI_KINESIS_ENDPOINT", "http://127.0.0.1:4567",
                "KANSHI_KINESIS_REGION", "ap-northeast-1",
                "KANSHI_STATS_EVERY", "0",
                "ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/abc",
                "KANSHI_REDIS_ADDRESS", "[::1]:6379",
                "KANSHI_REDIS_PASSWORD", "hush",
                "KANSHI_REDIS_TLS", "on",
                "KANSHI_LEFTOVER_S3", "s3://our-logs.eu/left/over",
                "KANSHI_LEFTOVER_ENDPOINT", "https://s3.example.org",
                "KANSHI_LEFTOVER_TIME", "1m",
                "KANSHI_SERVICE", "shop"));

        assertThat(settings.forward().tcp()).isEqualTo(new Address("0.0.0.0", 24224));
        assertThat(settings.forward().socketMode()).isEqualTo(0660);
        assertThat(settings.forward().ack()).isEqualTo(Ack.ON_RECEIVE);
        assertThat(settings.framing().join()).isEqualTo(Join.OFF);
        assertThat(settings.holding().memoryBytes()).isEqualTo(64_000_000);
        assertThat(settings.holding().spillMaxBytes()).isEqualTo(4 << 20);
        assertThat(settings.kinesis())
                .isEqualTo(
                        new SidecarSettings.Kinesis("logs", "ap-northeast-1", URI.create("http://127.0.0.1:4567"), 4));
        assertThat(settings.stats())
                .isEqualTo(new SidecarSettings.Stats(Duration.ZERO, URI.create("http://169.254.170.2/v4/abc")));
        assertThat(settings.redis().address()).isEqualTo(new Address("::1", 6379));
        assertThat(settings.redis().transport()).isEqualTo(Transport.TLS);
        assertThat(settings.redis().toString()).doesNotContain("hush");
        assertThat(settings.leftover())
                .isEqualTo(new SidecarSettings.Leftover(
                        new S3Location("our-logs.eu", "left/over/"),
                        URI.create("https://s3.example.org"),
                        Duration.ofMinutes(1)));
        assertThat(settings.leftover().longest()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.service()).isEqualTo("shop");
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        Path file = folder.resolve("kanshi.properties");
        Files.writeString(file, "# ours\nservice = from file\ngrace=5s\n");

        SidecarSettings settings = accepted(with("KANSHI_CONFIG", file.toString(), "KANSHI_GRACE", "7s"));

        assertThat(settings.service()).isEqualTo("from file");
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void allMistakesAtOnce() throws IOException {
        Path file = folder.resolve("kanshi.properties");
        Files.writeString(file, "grace=soon\ngrce=5s\njoin=on\njoin=off\n");

        assertThat(mistakes(
                        List.of("--config", file.toString()),
                        Map.of("KANSHI_SPILL_MAX_BYTES", "4096", "KANSHI_SPIL_FOLDER", "/x", "KANSHI_ZZZZZZZZZZ", "")))
                .containsExactly(
                        "join must be set once only: it stands twice in " + file,
                        "there is no setting KANSHI_SPIL_FOLDER (environment); did you mean KANSHI_SPILL_FOLDER?",
                        "there is no setting KANSHI_ZZZZZZZZZZ (environment): --help lists them all",
                        "there is no setting grce (file " + file + "); did you mean grace?",
                        "spill.max-bytes (environment KANSHI_SPILL_MAX_BYTES) must be a size of 1MiB to 1024GiB, such as 65536,"
                                + " 512KiB or 32MB: 4096",
                        "kinesis.stream is required and must be the name of a stream: 1 to 128 letters, digits, _ . -: set"
                                + " KANSHI_KINESIS_STREAM",
                        "kinesis.region is required and must be a region such as eu-west-1: set KANSHI_KINESIS_REGION or"
                                + " AWS_REGION or AWS_DEFAULT_REGION",
                        "grace (file " + file + ") must be a duration of 1s to 2h, such as 500ms, 1s or 5m: soon");
    }

    @Test
    void aWrongSecretIsNotShown() {
        assertThat(mistakes("KANSHI_REDIS_PASSWORD", "hu\u0007sh"))
                .singleElement()
                .asString()
                .contains("redis.password")
                .doesNotContain("hu")
                .contains("********");
    }

    @Test
    void rulesBetweenSettings() {
        assertThat(mistakes("KANSHI_LINE_MAX_BYTES", "512KiB", "KANSHI_FRAME_MAX_BYTES", "64KiB"))
                .containsExactly("frame.max-bytes must be at least line.max-bytes, 512KiB (one line): 64KiB");
        assertThat(mistakes("KANSHI_HOLD_MEMORY_BYTES", "1MiB", "KANSHI_SPILL_MAX_BYTES", "1MiB"))
                .hasSize(2);
        assertThat(mistakes("KANSHI_HEALTH_PORT", "8877"))
                .containsExactly("firelens.health-port must differ from health.port: 8877");
        assertThat(mistakes("KANSHI_HEALTH_PORT", "0", "KANSHI_FIRELENS_HEALTH_PORT", "0"))
                .isEmpty();
    }

    @Test
    void refusedValues() {
        refused("KANSHI_FORWARD_TCP", "10.0.0.7:24224", "logs.example.org:24224", "127.0.0.1", "127.0.0.1:0", ":24224");
        refused("KANSHI_FORWARD_SOCKET", "fluent.sock", "", "/" + "x".repeat(107));
        refused("KANSHI_FORWARD_SOCKET_MODE", "rw-rw-rw-", "999", "07777");
        refused("KANSHI_FRAME_MAX_AGE", "1", "0", "-1s", "1.5s", "2m", "99999999999s", "");
        refused("KANSHI_FORWARD_MAX_MESSAGE_BYTES", "16 EB", "MiB", "0", "9".repeat(40), "1e6", "-1");
        refused("KANSHI_KINESIS_ENDPOINT", "127.0.0.1:4567", "ftp://x/", "http://", "http://a b/", "http://user@host/");
        refused("KANSHI_HEALTH_PORT", "65536", "-1", "http");
        refused("KANSHI_ACK", "yes", "on-durableon-receive", "");
        refused("KANSHI_JOIN", "true");
        refused(
                "KANSHI_LEFTOVER_S3",
                "logs",
                "s3://",
                "s3:///left",
                "S3://logs",
                "s3://Logs",
                "s3://lo",
                "s3://-logs",
                "https://logs.s3.amazonaws.com",
                "s3://logs//left",
                "s3://logs/le ft",
                "s3://logs/" + "x".repeat(800));
    }

    private static void refused(String variable, String... values) {
        for (String value : values) {
            assertThat(mistakes(variable, value)).as(variable + "=" + value).hasSize(1);
        }
    }

    @Test
    void wrongFilesAndArguments() throws IOException {
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path broken = folder.resolve("broken");
        Files.writeString(broken, "service=\\u12");
        Path huge = folder.resolve("huge");
        Files.writeString(huge, "#".repeat((1 << 20) + 1));

        for (List<String> arguments : List.of(
                List.of("--config", folder.resolve("missing").toString()),
                List.of("--config=" + folder),
                List.of("--config", binary.toString()),
                List.of("--config", broken.toString()),
                List.of("--config", huge.toString()),
                List.of("--config"),
                List.of("--confg=x"))) {
            assertThat(mistakes(arguments, ENOUGH)).as(arguments.toString()).hasSize(1);
        }
    }

    @Test
    void anyTextIsAnsweredWithoutAnException() {
        Random random = new Random(4711);
        for (int round = 0; round < 2000; round++) {
            Map<String, String> environment = new HashMap<>();
            for (SettingKey key : SettingKey.values()) {
                byte[] letters = new byte[random.nextInt(12)];
                random.nextBytes(letters);
                String noise = new String(letters, java.nio.charset.StandardCharsets.ISO_8859_1);
                environment.put(key.variable(), random.nextInt(3) == 0 ? noise : key.byDefault() + noise.strip());
            }
            assertThat(SettingsReader.read(List.of(), environment)).isNotNull();
        }
    }

    @Test
    void namesAreUniqueAndDefaultsAreSound() {
        assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::variable)).doesNotHaveDuplicates();
        assertThat(SettingKey.SPILL_MAX_BYTES.variable()).isEqualTo("KANSHI_SPILL_MAX_BYTES");
        assertThat(Arrays.stream(SettingKey.values())
                        .filter(key -> !key.rule().accepts(key.byDefault()))
                        .map(key -> key.key()))
                .containsExactly("kinesis.stream", "kinesis.region");
    }
}

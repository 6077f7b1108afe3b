package io.kanshi.forwarder.settings;

import io.kanshi.forwarder.settings.SidecarSettings.Ack;
import io.kanshi.forwarder.settings.SidecarSettings.Forward;
import io.kanshi.forwarder.settings.SidecarSettings.Framing;
import io.kanshi.forwarder.settings.SidecarSettings.Health;
import io.kanshi.forwarder.settings.SidecarSettings.Holding;
import io.kanshi.forwarder.settings.SidecarSettings.Join;
import io.kanshi.forwarder.settings.SidecarSettings.Kinesis;
import io.kanshi.forwarder.settings.SidecarSettings.Leftover;
import io.kanshi.forwarder.settings.SidecarSettings.Redis;
import io.kanshi.forwarder.settings.SidecarSettings.Stats;
import io.kanshi.forwarder.settings.SidecarSettings.Transport;
import io.kanshi.settings.Given;
import io.kanshi.settings.GivenValue;
import io.kanshi.settings.SettingsSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the settings from the environment and a file ({@code --config FILE} or KANSHI_CONFIG), the environment winning, and checks them
 * together. Never throws: everything that is wrong is told at once.
 */
public final class SettingsReader {

    private static final List<SettingKey> ALL = List.of(SettingKey.values());

    private final Given given;

    private SettingsReader(Given given) {
        this.given = given;
    }

    /** Reads all; {@code arguments} are those behind the command's name. */
    public static SettingsOutcome read(List<String> arguments, Map<String, String> environment) {
        Given given = Given.read(SettingsSources.of(ALL, arguments, environment));
        checkTogether(given);
        return given.mistakes().isEmpty()
                ? new SettingsOutcome.Accepted(new SettingsReader(given).settings(), given.values())
                : new SettingsOutcome.Refused(given.mistakes());
    }

    /** The port to probe, also where other settings are wrong; empty when this one is. */
    public static OptionalInt healthPort(List<String> arguments, Map<String, String> environment) {
        GivenValue port = SettingsSources.of(ALL, arguments, environment).value(SettingKey.HEALTH_PORT);
        return port.allowed() ? OptionalInt.of(Integer.parseInt(port.text())) : OptionalInt.empty();
    }

    /** The environment's name for a key. */
    public static String variable(String key) {
        return known(key).variable();
    }

    /** What is wrong with one value by itself; empty: nothing. */
    public static Optional<String> mistake(String key, String value) {
        GivenValue given = new GivenValue(known(key), value, "default");
        return given.allowed() ? Optional.empty() : Optional.of(given.mistake());
    }

    private static SettingKey known(String key) {
        return ALL.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key));
    }

    /** Rules between two settings, each only where both are sound by themselves. */
    private static void checkTogether(Given given) {
        given.atLeast(SettingKey.FRAME_MAX_BYTES, SettingKey.LINE_MAX_BYTES, "one line");
        given.atLeast(SettingKey.HOLD_MEMORY_BYTES, SettingKey.FRAME_MAX_BYTES, "one frame");
        given.atLeast(SettingKey.SPILL_MAX_BYTES, SettingKey.FRAME_MAX_BYTES, "one frame");
        given.atLeast(SettingKey.FORWARD_MAX_UNPACKED_BYTES, SettingKey.LINE_MAX_BYTES, "one line");
        String port = given.text(SettingKey.HEALTH_PORT);
        if (!port.equals("0") && port.equals(given.text(SettingKey.FIRELENS_HEALTH_PORT))) {
            given.add("firelens.health-port must differ from health.port: " + port);
        }
    }

    private SidecarSettings settings() {
        return new SidecarSettings(
                forward(),
                new Framing(
                        (int) given.bytes(SettingKey.LINE_MAX_BYTES),
                        given.isOn(SettingKey.JOIN) ? Join.ON : Join.OFF,
                        given.duration(SettingKey.FRAME_MAX_AGE),
                        (int) given.bytes(SettingKey.FRAME_MAX_BYTES),
                        given.duration(SettingKey.FRAME_IDLE_HEADER_EVERY)),
                new Holding(
                        given.bytes(SettingKey.HOLD_MEMORY_BYTES),
                        Path.of(given.text(SettingKey.SPILL_FOLDER)),
                        given.bytes(SettingKey.SPILL_MAX_BYTES)),
                new Kinesis(
                        given.text(SettingKey.KINESIS_STREAM),
                        given.text(SettingKey.KINESIS_REGION),
                        given.uri(SettingKey.KINESIS_ENDPOINT),
                        given.number(SettingKey.KINESIS_MAX_LANES)),
                new Health(given.number(SettingKey.HEALTH_PORT), given.number(SettingKey.FIRELENS_HEALTH_PORT)),
                new Stats(given.duration(SettingKey.STATS_EVERY), given.uri(SettingKey.STATS_METADATA_URI)),
                redis(),
                given.duration(SettingKey.GRACE),
                leftover(),
                given.textOrNull(SettingKey.SERVICE));
    }

    private Forward forward() {
        return new Forward(
                Path.of(given.text(SettingKey.FORWARD_SOCKET)),
                Integer.parseInt(given.text(SettingKey.FORWARD_SOCKET_MODE), 8),
                given.address(SettingKey.FORWARD_TCP),
                (int) given.bytes(SettingKey.FORWARD_MAX_MESSAGE_BYTES),
                (int) given.bytes(SettingKey.FORWARD_MAX_UNPACKED_BYTES),
                given.number(SettingKey.FORWARD_MAX_CONNECTIONS),
                given.text(SettingKey.ACK).equals("on-durable") ? Ack.ON_DURABLE : Ack.ON_RECEIVE);
    }

    private Redis redis() {
        return new Redis(
                given.address(SettingKey.REDIS_ADDRESS),
                given.duration(SettingKey.REDIS_EVERY),
                given.textOrNull(SettingKey.REDIS_USER),
                given.textOrNull(SettingKey.REDIS_PASSWORD),
                given.isOn(SettingKey.REDIS_TLS) ? Transport.TLS : Transport.PLAIN);
    }

    private Leftover leftover() {
        return new Leftover(
                given.s3(SettingKey.LEFTOVER_S3),
                given.uri(SettingKey.LEFTOVER_ENDPOINT),
                given.duration(SettingKey.LEFTOVER_TIME));
    }
}

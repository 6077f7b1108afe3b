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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the environment and a file ({@code --config FILE} or KANSHI_CONFIG), the environment winning, and checks them
 * together. Never throws: everything that is wrong is told at once.
 */
public final class SettingsReader {

    private final Map<SettingKey, GivenValue> given = new EnumMap<>(SettingKey.class);

    private SettingsReader() {}

    /** Reads all; {@code arguments} are those behind the command's name. */
    public static SettingsOutcome read(List<String> arguments, Map<String, String> environment) {
        SettingsSources sources = SettingsSources.of(arguments, environment);
        List<String> mistakes = new ArrayList<>(sources.mistakes());
        SettingsReader reader = new SettingsReader();
        for (SettingKey key : SettingKey.values()) {
            GivenValue value = sources.value(key);
            reader.given.put(key, value);
            if (!value.allowed()) {
                mistakes.add(value.mistake());
            }
        }
        reader.checkTogether(mistakes);
        return mistakes.isEmpty()
                ? new SettingsOutcome.Accepted(reader.settings(), List.copyOf(reader.given.values()))
                : new SettingsOutcome.Refused(mistakes);
    }

    /** The port to probe, also where other settings are wrong; empty when this one is. */
    public static OptionalInt healthPort(List<String> arguments, Map<String, String> environment) {
        GivenValue port = SettingsSources.of(arguments, environment).value(SettingKey.HEALTH_PORT);
        return port.allowed() ? OptionalInt.of(Integer.parseInt(port.value)) : OptionalInt.empty();
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
        return Arrays.stream(SettingKey.values())
                .filter(setting -> setting.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key));
    }

    /** Rules between two settings, each only where both are sound by themselves. */
    private void checkTogether(List<String> mistakes) {
        atLeast(SettingKey.FRAME_MAX_BYTES, SettingKey.LINE_MAX_BYTES, "one line", mistakes);
        atLeast(SettingKey.HOLD_MEMORY_BYTES, SettingKey.FRAME_MAX_BYTES, "one frame", mistakes);
        atLeast(SettingKey.SPILL_MAX_BYTES, SettingKey.FRAME_MAX_BYTES, "one frame", mistakes);
        atLeast(SettingKey.FORWARD_MAX_UNPACKED_BYTES, SettingKey.LINE_MAX_BYTES, "one line", mistakes);
        String port = text(SettingKey.HEALTH_PORT);
        if (!port.equals("0") && port.equals(text(SettingKey.FIRELENS_HEALTH_PORT))) {
            mistakes.add("firelens.health-port must differ from health.port: " + port);
        }
    }

    private void atLeast(SettingKey larger, SettingKey smaller, String reason, List<String> mistakes) {
        if (value(larger).allowed() && value(smaller).allowed() && bytes(larger) < bytes(smaller)) {
            mistakes.add(larger.key + " must be at least " + smaller.key + ", "
                    + value(smaller).shown() + " (" + reason + "): "
                    + value(larger).shown());
        }
    }

    private SidecarSettings settings() {
        return new SidecarSettings(
                forward(),
                new Framing(
                        (int) bytes(SettingKey.LINE_MAX_BYTES),
                        text(SettingKey.JOIN).equals("on") ? Join.ON : Join.OFF,
                        duration(SettingKey.FRAME_MAX_AGE),
                        (int) bytes(SettingKey.FRAME_MAX_BYTES),
                        duration(SettingKey.FRAME_IDLE_HEADER_EVERY)),
                new Holding(
                        bytes(SettingKey.HOLD_MEMORY_BYTES),
                        Path.of(text(SettingKey.SPILL_FOLDER)),
                        bytes(SettingKey.SPILL_MAX_BYTES)),
                new Kinesis(
                        text(SettingKey.KINESIS_STREAM),
                        text(SettingKey.KINESIS_REGION),
                        uri(SettingKey.KINESIS_ENDPOINT),
                        number(SettingKey.KINESIS_MAX_LANES)),
                new Health(number(SettingKey.HEALTH_PORT), number(SettingKey.FIRELENS_HEALTH_PORT)),
                new Stats(duration(SettingKey.STATS_EVERY), uri(SettingKey.STATS_METADATA_URI)),
                redis(),
                duration(SettingKey.GRACE),
                leftover(),
                textOrNull(SettingKey.SERVICE));
    }

    private Forward forward() {
        return new Forward(
                Path.of(text(SettingKey.FORWARD_SOCKET)),
                Integer.parseInt(text(SettingKey.FORWARD_SOCKET_MODE), 8),
                address(SettingKey.FORWARD_TCP),
                (int) bytes(SettingKey.FORWARD_MAX_MESSAGE_BYTES),
                (int) bytes(SettingKey.FORWARD_MAX_UNPACKED_BYTES),
                number(SettingKey.FORWARD_MAX_CONNECTIONS),
                text(SettingKey.ACK).equals("on-durable") ? Ack.ON_DURABLE : Ack.ON_RECEIVE);
    }

    private Redis redis() {
        return new Redis(
                address(SettingKey.REDIS_ADDRESS),
                duration(SettingKey.REDIS_EVERY),
                textOrNull(SettingKey.REDIS_USER),
                textOrNull(SettingKey.REDIS_PASSWORD),
                text(SettingKey.REDIS_TLS).equals("on") ? Transport.TLS : Transport.PLAIN);
    }

    private Leftover leftover() {
        String s3 = text(SettingKey.LEFTOVER_S3);
        return new Leftover(
                s3.isEmpty() ? null : S3Location.of(s3),
                uri(SettingKey.LEFTOVER_ENDPOINT),
                duration(SettingKey.LEFTOVER_TIME));
    }

    private GivenValue value(SettingKey key) {
        GivenValue value = given.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key.key);
        }
        return value;
    }

    private String text(SettingKey key) {
        return value(key).value;
    }

    private @Nullable String textOrNull(SettingKey key) {
        return text(key).isEmpty() ? null : text(key);
    }

    private long bytes(SettingKey key) {
        return Sizes.of(text(key));
    }

    private int number(SettingKey key) {
        return Integer.parseInt(text(key));
    }

    private Duration duration(SettingKey key) {
        return Durations.of(text(key));
    }

    private @Nullable URI uri(SettingKey key) {
        return text(key).isEmpty() ? null : URI.create(text(key));
    }

    private @Nullable Address address(SettingKey key) {
        return text(key).isEmpty() ? null : Address.of(text(key));
    }
}

package io.kanshi.forwarder.settings;

import io.kanshi.settings.Address;
import io.kanshi.settings.S3Location;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a sidecar, in the order of the flow; immutable, and only made of values that were checked together by
 * {@link SettingsReader}. Classes are given the values they use, not this.
 *
 * @param grace time for what is left after SIGTERM
 * @param service overrides the service's name in the frame header; null: the task's own
 */
public record SidecarSettings(
        Forward forward,
        Framing framing,
        Holding holding,
        Kinesis kinesis,
        Health health,
        Stats stats,
        Redis redis,
        Duration grace,
        Leftover leftover,
        @Nullable String service) {

    /** When a client that asks for an ack gets it. */
    public enum Ack {
        /** The frame is on disk or in Kinesis. */
        ON_DURABLE,
        /** The message was read. */
        ON_RECEIVE
    }

    /** Whether pieces and stack traces become one event. */
    public enum Join {
        ON,
        OFF
    }

    /**
     * Where logs arrive, and how much of them at once.
     *
     * @param socketMode file mode of the socket, as in {@code 0666}
     * @param tcp null: no TCP
     */
    public record Forward(
            Path socket,
            int socketMode,
            @Nullable Address tcp,
            int maxMessageBytes,
            int maxUnpackedBytes,
            int maxConnections,
            Ack ack) {}

    /**
     * How lines become frames.
     *
     * @param maxBytes of a frame, uncompressed
     */
    public record Framing(int lineMaxBytes, Join join, Duration maxAge, int maxBytes, Duration idleHeaderEvery) {}

    /** Where frames wait. */
    public record Holding(long memoryBytes, Path spillFolder, long spillMaxBytes) {}

    /**
     * Where frames go.
     *
     * @param endpoint null: the region's own
     */
    public record Kinesis(
            String stream, String region, @Nullable URI endpoint, int maxLanes) {}

    /** Loopback ports; 0 is off. */
    public record Health(int port, int fireLensPort) {}

    /**
     * CPU and memory of the task.
     *
     * @param every zero: off
     * @param metadataUri null: not on ECS, no stats
     */
    public record Stats(Duration every, @Nullable URI metadataUri) {}

    /**
     * The Redis to ask for INFO.
     *
     * @param address null: off
     * @param user null: the default user
     * @param password null: no AUTH
     */
    public record Redis(
            @Nullable Address address,
            Duration every,
            @Nullable String user,
            @Nullable String password,
            Transport transport) {

        @Override
        public String toString() {
            return "Redis[address=" + address + ", every=" + every + ", transport=" + transport + "]";
        }
    }

    /**
     * Where that goes which is left after grace.
     *
     * @param s3 null: nowhere, it stays
     * @param endpoint null: the region's own
     * @param time most that putting it there may take
     */
    public record Leftover(
            @Nullable S3Location s3, @Nullable URI endpoint, Duration time) {

        /** What has to be waited for after grace. */
        public Duration longest() {
            return s3 == null ? Duration.ZERO : time;
        }
    }

    /** How the connection to Redis is made. */
    public enum Transport {
        PLAIN,
        TLS
    }
}

package io.kanshi.bench.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole measurement in small: that every contestant gets all messages, and that what is reported was really taken. */
final class SidecarBenchTest {

    private static final int EVENTS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void everyContestantGetsEverythingAndIsMeasured() throws Exception {
        SidecarBenchOptions options = options(SimpleSidecar.class.getName());
        Path messages = messages();

        Round read = Round.run(Contestants.FLOOR_READ, messages, options);
        assertThat(read.totals()).isEqualTo(Totals.bytesOnly(Files.size(messages)));
        Round zstd = Round.run(Contestants.FLOOR_ZSTD, messages, options);
        assertThat(zstd.totals().bytes()).isBetween(Files.size(messages) / 20, Files.size(messages) / 3);
        Round sidecar = Round.run(Contestants.SIDECAR, messages, options);
        assertThat(sidecar.totals().events()).isEqualTo(EVENTS);
        assertThat(sidecar.totals().records()).isEqualTo(EVENTS / 500);
        assertThat(sidecar.totals().requests()).isEqualTo(EVENTS / 500);
        for (Round round : List.of(read, zstd, sidecar)) {
            // A JVM cannot start for less; this module's own tests take many times more than the upper bounds.
            assertThat(round.cpuSeconds()).isBetween(0.05, 60.0);
            assertThat(round.peakBytes()).isBetween(10_000_000L, 1_000_000_000L);
        }
    }

    @Test
    void aSidecarThatDiesEndsTheMeasurement() throws Exception {
        Path messages = messages();

        assertThatThrownBy(() -> Round.run(Contestants.SIDECAR, messages, options(DyingSidecar.class.getName())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sidecar ended in the middle of a round (exit code 0); see ");
    }

    @Test
    void aSidecarThatDoesNotStartEndsTheMeasurement() throws Exception {
        Path messages = messages();

        assertThatThrownBy(() -> Round.run(Contestants.SIDECAR, messages, options("io.kanshi.Nowhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sidecar ended in the middle of a round (exit code 1); see ");
    }

    private SidecarBenchOptions options(String main) {
        return SidecarBenchOptions.parse(
                "--folder", folder.toString(),
                "--events", Integer.toString(EVENTS),
                "--java", "-Xmx64m -XX:+UseSerialGC",
                "--classpath", System.getProperty("java.class.path"),
                "--main", main);
    }

    private Path messages() throws IOException {
        Path messages = folder.resolve("messages");
        ForwardEvents.write(messages, EVENTS);
        return messages;
    }

    /** Listens, takes the connection, and is gone. */
    static final class DyingSidecar {

        private DyingSidecar() {}

        public static void main(String... arguments) throws IOException {
            try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
                server.bind(java.net.UnixDomainSocketAddress.of(System.getenv("KANSHI_FORWARD_SOCKET")));
                server.accept().close();
            }
        }
    }
}

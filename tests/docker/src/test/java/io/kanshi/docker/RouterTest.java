package io.kanshi.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import io.kanshi.wire.FrameHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What containers write through Docker's own driver arrives as it was written, whatever happens to them and to the router. */
final class RouterTest {

    private static final Path IMAGE = Path.of("../../sidecar/image/target/kanshi-sidecar.tar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a socket of the system holds at most, in lines of this test: read by nobody, it is gone with the reader. */
    private static final int UNREAD_LINES = 400;

    /** The driver throws away what it has not yet sent when the container exits, whoever reads. */
    private static final String UNTIL_SENT = "sleep 3";

    @TempDir
    static Path engineFolder;

    private static DockerEngine engine;
    private static String image;

    @TempDir
    Path folder;

    private KinesisFake kinesis;

    @BeforeAll
    static void startEngine() throws IOException, InterruptedException {
        assertThat(IMAGE).as("built by ./mvnw package").exists();
        engine = DockerEngine.start(engineFolder);
        engine.importBase();
        image = engine.load(IMAGE);
    }

    @AfterAll
    static void stopEngine() throws IOException, InterruptedException {
        engine.close();
    }

    @BeforeEach
    void startKinesis() {
        kinesis = KinesisFake.start("logs");
    }

    @AfterEach
    void removeRouter(TestInfo test) throws IOException, InterruptedException {
        System.out.println(test.getDisplayName() + ": " + engine.docker("logs", "log_router"));
        engine.docker("rm", "--force", "--volumes", "log_router");
        kinesis.close();
    }

    private Router router(String... options) throws IOException, InterruptedException {
        return Router.start(engine, image, folder, kinesis, options);
    }

    @Test
    void linesOfBothStreamsArriveOnceAndInOrder() throws IOException, InterruptedException {
        Router router = router();
        engine.application(
                "short", router.socket, "for i in $(seq 2000); do echo out $i; echo err $i >&2; done; " + UNTIL_SENT);
        List<SidecarEvent> events = SidecarFrames.await(kinesis, 4000, PATIENCE).events();
        assertThat(logs(events, "stdout")).isEqualTo(numbered("out ", 2000));
        assertThat(logs(events, "stderr")).isEqualTo(numbered("err ", 2000));
        assertThat(events).allMatch(event -> "/short".equals(event.containerName()));
        assertThat(router.stop()).as(router.said()).isZero();
        SidecarFrames.of(kinesis).checkAccounts();
    }

    @Test
    void aHugeLineIsOneEvent() throws IOException, InterruptedException {
        Router router = router();
        engine.application(
                "huge", router.socket, "head -c 300000 /dev/zero | tr '\\0' x; echo; echo after; " + UNTIL_SENT);
        List<SidecarEvent> events = SidecarFrames.await(kinesis, 2, PATIENCE).events();
        assertThat(logs(events, "stdout")).containsExactly("x".repeat(300_000), "after");
    }

    @Test
    void aStackTraceIsOneEvent() throws IOException, InterruptedException {
        String trace =
                "java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\nCaused by: java.io.IOException: x";
        Router router = router();
        engine.application(
                "trace",
                router.socket,
                "printf 'before\\n" + trace.replace("\n", "\\n").replace("\t", "\\t") + "\\nafter\\n'");
        List<SidecarEvent> events = SidecarFrames.await(kinesis, 2, PATIENCE).events();
        assertThat(logs(events, "stdout")).containsExactly("before\n" + trace, "after");
    }

    @Test
    void binaryArrivesVerbatim() throws IOException, InterruptedException {
        Router router = router();
        engine.application("binary", router.socket, "printf 'a\\377\\376\\001z\\n'");
        SidecarEvent event = SidecarFrames.await(kinesis, 1, PATIENCE).events().get(0);
        assertThat(event.logBytes()).isEqualTo(new byte[] {'a', (byte) 0xff, (byte) 0xfe, 1, 'z'});
        assertThat(event.log()).isEqualTo("a\ufffd\ufffd\u0001z");
    }

    @Test
    void whatAContainerSaysLastArrives() throws IOException, InterruptedException {
        Router router = router();
        for (int i = 1; i <= 15; i++) {
            engine.application("last" + i, router.socket, "echo last " + i);
        }
        List<SidecarEvent> events = SidecarFrames.await(kinesis, 15, PATIENCE).events();
        assertThat(logs(events, "stdout")).isEqualTo(numbered("last ", 15));
    }

    @Test
    void aKilledRouterGoesOnWhereItWas() throws IOException, InterruptedException {
        int lines = 20_000;
        Router router = router();
        engine.applicationBeside(
                "steady",
                router.socket,
                "for i in $(seq " + lines + "); do echo line $i; [ $((i % 100)) != 0 ] || sleep 0.02; done; "
                        + UNTIL_SENT);
        for (int kill = 0; kill < 2; kill++) {
            SidecarFrames.await(kinesis, 2000 + 4000 * kill, PATIENCE);
            router.killAndStart();
        }
        assertThat(engine.waitFor("steady")).isZero();
        assertThat(router.stop()).as(router.said()).isZero();
        SidecarFrames frames = SidecarFrames.of(kinesis);
        frames.checkAccounts();
        assertThat(frames.lastHeaders()).as("starts").hasSize(3);
        BitSet arrived = new BitSet();
        frames.events()
                .forEach(event -> arrived.set(Integer.parseInt(event.log().substring(5))));
        System.out.println("of " + lines + " lines, those did not arrive that sat unread in the socket at two kills: "
                + missing(arrived, lines) + "; " + (frames.events().size() - arrived.cardinality()) + " came twice");
        assertThat(lines - arrived.cardinality()).isLessThan(2 * UNREAD_LINES);
        assertThat(arrived.get(1) && arrived.get(lines)).isTrue();
    }

    /** As ranges. */
    private static List<String> missing(BitSet arrived, int lines) {
        List<String> ranges = new ArrayList<>();
        for (int first = arrived.nextClearBit(1); first <= lines; first = arrived.nextClearBit(first + 1)) {
            int next = arrived.nextSetBit(first);
            int last = next < 0 ? lines : next - 1;
            ranges.add(first + "-" + last);
            first = last;
        }
        return ranges;
    }

    @Test
    void aFullDiskLosesNothingWhileMemoryHasRoom() throws IOException, InterruptedException {
        Router router = router("--tmpfs=/var/lib/kanshi/spill:size=8m,uid=65532,mode=0700");
        kinesis.leave();
        // Random letters: 6 bits in a byte, so that frames stay large.
        engine.application(
                "full",
                router.socket,
                "for i in $(seq 60); do head -c 200000 /dev/urandom | tr -dc 'a-zA-Z0-9' | head -c 40000; echo; done; "
                        + UNTIL_SENT);
        assertThat(router.run("kanshi-sidecar", "probe")).contains("status");
        kinesis.comeBack();
        SidecarFrames frames = SidecarFrames.await(kinesis, 60, PATIENCE);
        assertThat(frames.events()).hasSize(60).allMatch(event -> event.log().length() == 40_000);
        FrameHeader last = frames.lastHeaders().values().iterator().next();
        assertThat(last.shed()).isZero();
        assertThat(router.stop()).as(router.said()).isZero();
    }

    @Test
    void itNeedsNoRightsAndAnswersHealthChecks() throws IOException, InterruptedException {
        Router router = router();
        assertThat(router.run("kanshi-sidecar", "probe")).contains("healthy");
        assertThat(router.run("kanshi-sidecar", "check")).contains("kinesis.stream");
        Path status = Path.of("/proc", router.inspect("{{.State.Pid}}"), "status");
        List<String> process = Files.readAllLines(status, StandardCharsets.UTF_8);
        assertThat(process).contains("Uid:\t65532\t65532\t65532\t65532", "CapEff:\t0000000000000000");
        assertThat(router.stop()).as(router.said()).isZero();
        assertThat(router.said()).contains("0 lines received");
    }

    private static List<String> logs(List<SidecarEvent> events, String source) {
        return events.stream()
                .filter(event -> source.equals(event.source()))
                .map(SidecarEvent::log)
                .toList();
    }

    private static List<String> numbered(String prefix, int count) {
        List<String> expected = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(number -> expected.add(prefix + number));
        return expected;
    }
}

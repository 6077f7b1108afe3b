package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.s3.FaultProxy;
import io.kanshi.testkit.s3.S3Bucket;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.testkit.sidecar.KinesisFake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of leftovers: what the program says, its exit code, and that it costs nothing before the end. */
final class LeftoverProcessTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingOfS3IsLoadedWhileKinesisTakesAll() throws Exception {
        Path loaded = folder.resolve("loaded");
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM)) {
            assertThat(said(
                            kinesis,
                            "s3://ours",
                            "KANSHI_LEFTOVER_ENDPOINT",
                            "http://127.0.0.1:1",
                            "JAVA_TOOL_OPTIONS",
                            "-Xlog:class+load:file=" + loaded))
                    .contains("1 events delivered")
                    .doesNotContain("leftover.s3")
                    .endsWith("exit code 0");
        }
        assertThat(Files.readString(loaded))
                .contains("software.amazon.awssdk.services.kinesis.KinesisClient")
                .doesNotContain("software.amazon.awssdk.services.s3");
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() throws Exception {
        try (KinesisFake kinesis = KinesisFake.start(Running.STREAM);
                S3Emulator s3 = S3Emulator.start();
                FaultProxy gone = FaultProxy.before(s3.endpoint());
                S3Bucket bucket = S3Bucket.make(s3.endpoint(), "ours")) {
            kinesis.leave();
            gone.leave();
            String there = s3.endpoint().toString();
            assertThat(said(kinesis, "s3://no-such-bucket/left", "KANSHI_LEFTOVER_ENDPOINT", there))
                    .containsOnlyOnce("leftover.s3 must be a folder that this task may write to:"
                            + " s3://no-such-bucket/left/: NoSuchBucket")
                    .endsWith("exit code 3");
            assertThat(said(kinesis, "s3://ours", "KANSHI_LEFTOVER_ENDPOINT", there, "AWS_SECRET_ACCESS_KEY", "wrong"))
                    .containsOnlyOnce(
                            "leftover.s3 must be a folder that this task may write to: s3://ours/: SignatureDoesNotMatch")
                    .endsWith("exit code 3");
            assertThat(said(
                            kinesis,
                            "s3://ours",
                            "KANSHI_LEFTOVER_ENDPOINT",
                            gone.endpoint().toString(),
                            "KANSHI_LEFTOVER_TIME",
                            "1s"))
                    .containsOnlyOnce("leftover.s3 did not take everything before leftover.time was over: s3://ours/:"
                            + " Unable to execute HTTP request: Connection refused")
                    .endsWith("exit code 3");
            assertThat(said(kinesis, "s3://ours", "KANSHI_LEFTOVER_ENDPOINT", there))
                    .contains("in leftover.s3: 1 events in 1 frames")
                    .doesNotContain("leftover.time")
                    .endsWith("exit code 5");
            assertThat(bucket.keys()).hasSize(1);
        }
    }

    /** A sidecar of its own process that is given one line. It would have an hour, which no refusal may use up. */
    private String said(KinesisFake kinesis, String place, String... more) throws Exception {
        Path own = Files.createTempDirectory(folder, "own");
        List<String> settings = new ArrayList<>(List.of("KANSHI_GRACE", "1s", "KANSHI_LEFTOVER_S3", place));
        settings.addAll(List.of("KANSHI_LEFTOVER_TIME", "1h"));
        settings.addAll(List.of(more));
        try (SidecarProcess sidecar = SidecarProcess.start(own, kinesis, settings.toArray(String[]::new))) {
            Running.send(sidecar.client(), List.of("a line"));
            int exitCode = sidecar.end();
            return sidecar.said() + "exit code " + exitCode;
        }
    }
}

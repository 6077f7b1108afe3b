package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.flink.FlinkJob;
import io.kanshi.testkit.flink.UserClasses;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The jar is submitted, fails, restarts and is cancelled again and again on one TaskManager, which must not run out of metaspace. */
final class RedeployTest {

    private static final String TEST = "redeploy";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofSeconds(40);
    private static final int JOBS = Integer.getInteger("kanshi.redeploys", 5);

    /** The first, whose name stands in an exception that Flink's S3 file system keeps, and what two caches of the JDK saw last. */
    private static final int HELD = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder = Path.of("");

    /** Flink's threads for uploads held the classes of each job in which one of them began. */
    @Test
    void classesOfJobsThatAreGoneAreUnloaded() throws Exception {
        try (LiveCluster cluster = new LiveCluster(folder, 1)) {
            cluster.prepare(TEST, 1);
            try (Traffic traffic = cluster.traffic(TEST)) {
                String last = runAndCancel(cluster, null);
                UserClasses first = cluster.flink.userClasses();
                for (int i = 1; i < JOBS; i++) {
                    last = runAndCancel(cluster, last);
                }
                UserClasses end = settled(cluster);
                assertThat(end.loaders()).as("class loaders of %s jobs", JOBS).isLessThanOrEqualTo(HELD);
                assertThat(end.metaspaceKib()).as("after the first: %s", first).isLessThan(first.metaspaceKib() * 2);
                restartsInTheSameClasses(cluster, last);
                assertThat(traffic.written()).isPositive();
            } catch (Exception | AssertionError failed) {
                System.err.println(cluster.flink.said());
                throw failed;
            }
        }
    }

    /** The time limit of a request that was interrupted is waited for, 25 s, by a thread of the SDK's client, which is closed. */
    private static UserClasses settled(LiveCluster cluster) throws Exception {
        long deadline = System.nanoTime() + SETTLED.toNanos();
        UserClasses held = cluster.flink.userClasses();
        while (held.loaders() > HELD && System.nanoTime() < deadline) {
            Thread.sleep(1000);
            held = cluster.flink.userClasses();
        }
        return held;
    }

    /** Gives its last checkpoint. */
    private static String runAndCancel(LiveCluster cluster, @Nullable String from) throws Exception {
        FlinkJob job = cluster.submit(TEST, 1, from);
        job.awaitCheckpoints(2, PATIENCE);
        job.cancel();
        return cluster.flink.lastCheckpoint(job);
    }

    /** A job that fails keeps its slots for the time until it is tried again, and with them its classes. */
    private static void restartsInTheSameClasses(LiveCluster cluster, String from) throws Exception {
        FlinkJob job = cluster.submit(TEST, 1, from);
        int before = cluster.flink.userClasses().loaders();
        long restored = job.restored();
        while (job.restored() == restored) {
            // One of the sidecar's requests may come first; it is sent again.
            cluster.stream.refuse(1, 400, "AccessDenied");
            Thread.sleep(200);
        }
        job.await("ALL_RUNNING", PATIENCE);
        job.awaitCheckpoints(1, PATIENCE);
        assertThat(cluster.flink.userClasses().loaders()).isLessThanOrEqualTo(before);
        job.cancel();
    }
}

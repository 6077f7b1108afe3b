package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.flink.FlinkJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar as it is deployed, on a JobManager and TaskManagers that are killed: every line of a container is in the archive once, and
 * who queries it meanwhile never sees a row twice or vanish.
 */
final class ClusterTest {

    private static final int TASK_MANAGERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder = Path.of("");

    private static @Nullable LiveCluster started;

    @RegisterExtension
    static final AfterTestExecutionCallback LOGS = context -> {
        if (context.getExecutionException().isPresent()) {
            System.err.println(cluster().flink.said());
        }
    };

    @BeforeAll
    static void start() throws Exception {
        started = new LiveCluster(folder, TASK_MANAGERS);
    }

    @AfterAll
    static void end() throws Exception {
        cluster().close();
    }

    private static LiveCluster cluster() {
        if (started == null) {
            throw new IllegalStateException("the cluster has not been started");
        }
        return started;
    }

    @Test
    void killedTaskManagersAndJobManagers() throws Exception {
        String test = "kills";
        LiveCluster cluster = cluster();
        cluster.createStream(test, 2);
        List<String> lines;
        try (WatchedArchive archive = cluster.watched(test);
                Traffic traffic = cluster.traffic(test)) {
            FlinkJob job = cluster.submit(test, 2, null);
            archive.awaitRows(1, PATIENCE);
            for (int i = 0; i < Integer.getInteger("kanshi.kills", 2); i++) {
                cluster.flink.killTaskManager();
                cluster.flink.addTaskManager();
                archive.awaitRows(archive.rows() + 1, PATIENCE);
            }
            job = cluster.replaceJobManager(test, job, 2);
            archive.awaitRows(archive.rows() + 1, PATIENCE);
            lines = traffic.end();
            archive.awaitRows(lines.size(), PATIENCE);
            job.cancel();
            assertThat(archive.end()).isGreaterThan(5);
        }
        assertThat(rows(test, "logs", "SELECT log FROM t ORDER BY boot, lane, seq, line"))
                .containsExactlyElementsOf(lines);
        assertThat(rows(test, "errors", "SELECT count(*) FROM t")).containsExactly(String.valueOf(lines.size() / 100));
        assertThat(rows(test, "alerts", "SELECT DISTINCT rule || ' ' || status FROM t"))
                .contains("error-burst firing");
        assertThat(cluster.flink.writtenElsewhere()).isEmpty();
    }

    private static List<String> rows(String test, String table, String sql) throws Exception {
        try (ArchiveReader reader = cluster().reader(test, table)) {
            reader.list();
            return reader.query(sql);
        }
    }
}

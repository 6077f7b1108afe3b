package io.kanshi.bench.day;

import io.kanshi.bench.Archive;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A day of many services and rules in the live job's graph, as fast as it goes: five minutes of event time, a checkpoint, and so on, which
 * is a freshness of five minutes. Tells every hour what heap and checkpoint take, and at the end how many files an hour has.
 */
public final class DayBench {

    private static final int FRESHNESS_MINUTES = 5;
    private static final int HOUR_MINUTES = 60;

    /** Of a closed hour, and one more of the hour in which the job was started: its first compaction may be of one subtask's file alone. */
    private static final int MOST_FILES = HOUR_MINUTES / FRESHNESS_MINUTES + 1;

    private static final long LOOK_EVERY_MILLIS = 5;
    private static final int COLLECTIONS = 3;
    private static final long COLLECT_EVERY_MILLIS = 300;

    private final DayOptions options;
    private final PrintStream out;
    private final List<Sample> hours = new ArrayList<>();

    private DayBench(DayOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** See {@link DayOptions#USAGE}. Exit code 1 when something has grown or an hour has too many files, 2 for a wrong option. */
    public static void main(String... arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(DayOptions.USAGE);
            return;
        }
        DayOptions options;
        try {
            options = DayOptions.parse(arguments);
            if (Files.exists(options.folder())) {
                throw new IllegalArgumentException(
                        "--folder must not be there, for it is deleted in the end: " + options.folder());
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + DayOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(new DayBench(options, System.out).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        try {
            runIn(Files.createDirectories(options.folder()));
            List<String> amiss = new ArrayList<>(Sample.grown(hours));
            files(amiss);
            amiss.forEach(out::println);
            return amiss.isEmpty();
        } finally {
            Archive.delete(options.folder());
        }
    }

    private void runIn(Path folder) throws Exception {
        Configuration configuration = DayGraph.configuration(folder);
        MiniClusterConfiguration cluster = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(DayGraph.SLOTS)
                .withRandomPorts()
                .build();
        try (MiniCluster flink = new MiniCluster(cluster)) {
            flink.start();
            JobGraph graph = DayGraph.of(configuration, options);
            flink.submitJob(graph).get();
            awaitTasks(flink, graph.getJobID());
            hours(flink, graph.getJobID());
            flink.cancelJob(graph.getJobID()).get();
        }
    }

    /** Before all of them run there are no checkpoints. */
    private static void awaitTasks(MiniCluster flink, JobID job) throws Exception {
        boolean running = false;
        while (!running) {
            failIfEnded(flink, job);
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            // A job that is being made has no tasks at all.
            List<AccessExecutionVertex> tasks = new ArrayList<>();
            flink.getExecutionGraph(job).get().getAllExecutionVertices().forEach(tasks::add);
            running = !tasks.isEmpty()
                    && tasks.stream().allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING);
        }
    }

    private static void failIfEnded(MiniCluster flink, JobID job) throws Exception {
        if (flink.getJobStatus(job).get().isTerminalState()) {
            flink.requestJobResult(job).get().toJobExecutionResult(DayBench.class.getClassLoader());
        }
    }

    private void hours(MiniCluster flink, JobID job) throws Exception {
        out.printf(
                Locale.ROOT,
                "%,d services, %d rules, a frame every %d min of event time each, load average %.1f%n%s",
                options.services(),
                options.rules(),
                options.every(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Sample.title());
        Sample before = new Sample(0, 0, 0, 0, System.nanoTime());
        for (int hour = 1; hour <= options.hours(); hour++) {
            for (int minute = FRESHNESS_MINUTES; minute <= HOUR_MINUTES; minute += FRESHNESS_MINUTES) {
                advance(flink, job, (hour - 1) * HOUR_MINUTES + minute);
            }
            Sample now = sample(flink, job, hour);
            out.print(now.row(before));
            hours.add(now);
            before = now;
        }
    }

    /** Until all before the minute is read and in a checkpoint. */
    private static void advance(MiniCluster flink, JobID job, int minute) throws Exception {
        Pace.OF_PROCESS.allow(minute);
        while (Pace.OF_PROCESS.minutes.get() < (long) minute * DayGraph.SLOTS) {
            failIfEnded(flink, job);
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        flink.triggerCheckpoint(job, CheckpointType.FULL).get();
    }

    private static Sample sample(MiniCluster flink, JobID job, int hour)
            throws ExecutionException, InterruptedException {
        long heap = heapAfterCollection();
        CheckpointStatsSnapshot checkpoints = flink.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
        if (checkpoints == null) {
            throw new IllegalStateException("the job makes no checkpoints");
        }
        long checkpoint =
                checkpoints.getHistory().getLatestCompletedCheckpoint().getStateSize();
        return new Sample(hour, heap, checkpoint, Pace.OF_PROCESS.lines.get(), System.nanoTime());
    }

    /** The least of some: files are compacted when their checkpoint is complete, which is not what is measured. */
    private static long heapAfterCollection() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            TimeUnit.MILLISECONDS.sleep(COLLECT_EVERY_MILLIS);
        }
        return least;
    }

    private void files(List<String> amiss) throws IOException, SQLException {
        out.print(Partitions.title());
        for (String table : List.of("logs", "errors", "error_rate", "alerts", "threshold_breaches", "log_gaps")) {
            Partitions partitions = Partitions.of(options.folder(), table);
            out.print(partitions.row());
            if (partitions.rows() == 0) {
                amiss.add(table + " has no rows: this was not the day that was meant");
            }
            if (table.equals("logs") && partitions.files().getMax() > MOST_FILES) {
                amiss.add("an hour of logs has %d files (%d at most)"
                        .formatted(partitions.files().getMax(), MOST_FILES));
            }
        }
    }
}

package io.kanshi.replay;

import io.kanshi.events.DeadLetter;
import io.kanshi.job.AlertOrder;
import io.kanshi.job.CarriedWatermarks;
import io.kanshi.job.Ends;
import io.kanshi.job.ErrorEvent;
import io.kanshi.job.JobSettings;
import io.kanshi.job.RulesUpdate;
import io.kanshi.job.Tally;
import io.kanshi.job.Topology;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import io.kanshi.job.table.Table;
import io.kanshi.job.table.Tables;
import io.kanshi.replay.source.CapturedLogs;
import io.kanshi.replay.source.ReplayProgress;
import io.kanshi.rules.AlertEvent;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job on a cluster within this program: the same topology as in production, with files at its ends. */
final class ReplayJob {

    /** Of the heap, what rows may take before they are written, all subtasks together. */
    private static final int ARCHIVE_SHARE_OF_HEAP = 4;

    /** Checkpoints between two compactions; what is left is compacted at the end. */
    private static final int COMPACT_EVERY = 6;

    private static final long LOOK_EVERY_MILLIS = 100;

    private final ReplayPlan plan;
    private final String name = "replay-" + UUID.randomUUID();
    private final Collect<AlertEvent> alerts = new Collect<>(name + "-alerts");
    private final Collect<Tally> tallies = new Collect<>(name + "-tallies");

    ReplayJob(ReplayPlan plan) {
        this.plan = plan;
    }

    /** Runs to the end; {@code watch} is told every now and then how far the reading is. */
    ReplayOutcome run(Consumer<ReplayProgress.Snapshot> watch) throws Exception {
        java.nio.file.Path checkpoints = Files.createTempDirectory("kanshi-checkpoints-");
        long start = System.nanoTime();
        try {
            runOnCluster(LocalCluster.configuration(plan, checkpoints), watch);
        } finally {
            LocalCluster.delete(checkpoints);
        }
        for (Table<?> table : List.of(Tables.ALERTS, Tables.ERRORS, Tables.DEAD_LETTERS)) {
            GatherLines.gather(plan.out().resolve(table.name()), table.name());
        }
        ReplayProgress.Snapshot read = ReplayProgress.of(name).latest();
        ReplayProgress.forget(name);
        List<AlertEvent> told =
                alerts.take().stream().sorted(AlertOrder.BY_TIME_AND_ID).toList();
        return new ReplayOutcome(read, tallies.take(), told, System.nanoTime() - start);
    }

    private void runOnCluster(Configuration configuration, Consumer<ReplayProgress.Snapshot> watch) throws Exception {
        try (MiniCluster cluster = LocalCluster.of(configuration, plan.parallelism())) {
            cluster.start();
            JobGraph graph = graph(configuration);
            cluster.submitJob(graph).get();
            await(cluster, graph.getJobID(), watch);
        }
    }

    private JobGraph graph(Configuration configuration) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(plan.parallelism());
        Topology.build(env, new JobSettings(plan.events(), plan.rules()), ends());
        return env.getStreamGraph().getJobGraph();
    }

    private Ends ends() {
        CapturedLogs logs = new CapturedLogs(plan.files(), plan.reading(), name);
        Elements<RulesUpdate> noUpdates = Elements.of(List.of());
        long archiveBytes = Runtime.getRuntime().maxMemory() / ARCHIVE_SHARE_OF_HEAP / plan.parallelism();
        List<Sink<ErrorEvent>> errors = table(Tables.ERRORS);
        List<Sink<DeadLetter>> letters = table(Tables.DEAD_LETTERS);
        List<Sink<AlertEvent>> alertTables = table(Tables.ALERTS);
        return new Ends(
                new RepeatableSource<>(logs),
                1,
                CarriedWatermarks.strategy(),
                new RepeatableSource<>(noUpdates),
                LogArchive.sink(folder("logs"), archiveBytes, COMPACT_EVERY),
                errors,
                List.of(),
                List.of(alertTables.get(0), alertTables.get(1), alerts),
                letters,
                List.of(), // Replay numbers frames itself: none is missing.
                List.of(tallies));
    }

    private <T> List<Sink<T>> table(Table<T> table) {
        return List.of(table.parquet(folder(table.name())), table.ndjson(folder(table.name())));
    }

    private Path folder(String table) {
        return new Path(plan.out().resolve(table).toUri());
    }

    /**
     * Waits for the end. Files become visible with a checkpoint: when all is read there is no reason to wait for the next one's time.
     * Never waits for that checkpoint itself: asked for while the job ends, it is never answered.
     */
    private void await(MiniCluster cluster, JobID job, Consumer<ReplayProgress.Snapshot> watch) throws Exception {
        var result = cluster.requestJobResult(job);
        CompletableFuture<?> checkpoint = CompletableFuture.completedFuture(null);
        while (true) {
            try {
                JobResult ended = result.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                watch.accept(ReplayProgress.of(name).latest());
                ended.toJobExecutionResult(ReplayJob.class.getClassLoader());
                return;
            } catch (TimeoutException stillRunning) {
                ReplayProgress.Snapshot read = ReplayProgress.of(name).latest();
                watch.accept(read);
                if (read.ended() && checkpoint.isDone()) {
                    checkpoint = cluster.triggerCheckpoint(job, CheckpointType.FULL);
                }
            }
        }
    }
}

package io.kanshi.bench;

import io.kanshi.events.EventsSettings;
import io.kanshi.job.RawRecord;
import io.kanshi.live.LiveJob;
import io.kanshi.live.LiveSettings;
import io.kanshi.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The live job on a cluster in this process, from the start of the cluster to its end: records from where it is told, every
 * table into a folder, {@link Outlets} at the other ends, built-in rules, a checkpoint every ten seconds. Leaves what crossed the network
 * beside the archive.
 */
final class LiveGraph implements Contestant {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
    private static final Duration FRESHNESS = Duration.ofMinutes(5);
    private static final Duration LATENESS = Duration.ofSeconds(30);
    private static final int ARCHIVE_SHARE_OF_HEAP = 4;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final int slots;
    private final Records records;

    /** Where the records of a capture come from, in place of Kinesis: a bounded source, so that a round has an end. */
    interface Records {
        Source<RawRecord, ?, ?> of(Path capture) throws IOException;
    }

    LiveGraph(int slots, Records records) {
        this.slots = slots;
        this.records = records;
    }

    /** Without a stream: {@link FrameSource}. */
    static LiveGraph ofFrames(int slots) {
        return new LiveGraph(slots, capture -> FrameSource.of(frames(capture)));
    }

    /** Through the production source: {@link StreamSource}. */
    static LiveGraph ofStream(int slots) {
        return new LiveGraph(slots, capture -> StreamSource.of(FilledStream.read(stream(capture)), LATENESS));
    }

    /** The frames of a capture, which whoever wants this contestant has made. */
    static Path frames(Path capture) {
        return capture.resolveSibling("frames");
    }

    /** The addresses of the other ends. */
    static Path outlets(Path capture) {
        return capture.resolveSibling("outlets");
    }

    /** The address of a stream that was filled with the frames. */
    static Path stream(Path capture) {
        return capture.resolveSibling("stream");
    }

    @Override
    public void archive(Path capture, Path output) throws Exception {
        Files.createDirectories(output);
        Configuration configuration = configuration(output);
        MiniClusterConfiguration cluster = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build();
        try (MiniCluster flink = new MiniCluster(cluster)) {
            flink.start();
            JobGraph graph = graph(configuration, capture, output);
            CountEnds.ENDED.set(0);
            flink.submitJob(graph).get();
            await(flink, graph.getJobID());
            Shuffled.of(graph, flink.getArchivedExecutionGraph(graph.getJobID()).get())
                    .write(output);
        }
    }

    private static Configuration configuration(Path output) {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.min", "64m");
        configuration.setString("taskmanager.memory.network.max", "64m");
        configuration.setString("taskmanager.memory.managed.size", "1m");
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("execution.checkpointing.interval", CHECKPOINTS.toSeconds() + "s");
        configuration.setString("execution.checkpointing.storage", "filesystem");
        configuration.setString(
                "execution.checkpointing.dir",
                output.resolve("checkpoints").toUri().toString());
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("pipeline.generic-types", "false");
        return configuration;
    }

    private JobGraph graph(Configuration configuration, Path capture, Path output) throws IOException {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(slots);
        LiveJob.build(env, settings(capture, output), new CountEnds<>(records.of(capture)));
        return env.getStreamGraph().getJobGraph();
    }

    /** The stream is not read; that it ends is what makes the source of the rules end. */
    private LiveSettings settings(Path capture, Path output) throws IOException {
        long memory = Runtime.getRuntime().maxMemory() / ARCHIVE_SHARE_OF_HEAP / slots;
        return new LiveSettings(
                new LiveSettings.Stream(
                        "arn:aws:kinesis:eu-central-1:123456789012:stream/logs", null, null, Instant.MAX),
                new LiveSettings.Archive(output.toUri().toString().replaceFirst("/+$", ""), FRESHNESS, memory),
                Outlets.read(outlets(capture)),
                EventsSettings.defaults(),
                new LiveSettings.Rules(RuleFile.defaultText(), null, Duration.ofMinutes(1)),
                LATENESS);
    }

    /** The last checkpoint ends the job: when all is read there is no reason to wait for its time. See ReplayJob. */
    private void await(MiniCluster flink, JobID job) throws Exception {
        CompletableFuture<JobResult> result = flink.requestJobResult(job);
        CompletableFuture<?> checkpoint = CompletableFuture.completedFuture(null);
        while (true) {
            try {
                result.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                        .toJobExecutionResult(LiveGraph.class.getClassLoader());
                return;
            } catch (TimeoutException stillRunning) {
                if (CountEnds.ENDED.get() == slots && checkpoint.isDone()) {
                    checkpoint = flink.triggerCheckpoint(job, CheckpointType.FULL);
                }
            }
        }
    }
}

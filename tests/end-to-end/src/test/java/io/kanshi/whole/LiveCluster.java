package io.kanshi.whole;

import io.kanshi.rules.RuleFile;
import io.kanshi.testkit.aws.Moto;
import io.kanshi.testkit.flink.FlinkCluster;
import io.kanshi.testkit.flink.FlinkJars;
import io.kanshi.testkit.flink.FlinkJob;
import io.kanshi.testkit.s3.FaultProxy;
import io.kanshi.testkit.s3.S3Bucket;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.testkit.sidecar.KinesisLocal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/**
 * The job's jar on a cluster of separate JVMs, between a Kinesis and an S3 that nobody here wrote. What a test takes is named after it:
 * a stream, a folder of the archive, a settings file. One thread.
 */
final class LiveCluster implements AutoCloseable {

    static final String BUCKET = "kanshi";

    private static final int FRESHNESS_SECONDS = 10;

    /** From a file to the row that can be queried: a compaction, and the checkpoint that publishes what it made. One a second. */
    static final int CHECKPOINTS_TO_A_ROW = FRESHNESS_SECONDS + 2;

    final FaultProxy stream;
    final FaultProxy s3;
    final S3Bucket bucket;
    final FlinkCluster flink;
    private final KinesisLocal kinesis;
    private final Moto moto;
    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, List<String>> settings = new HashMap<>();
    private final S3Emulator emulator;
    private final Path folder;
    private final String olderJar;
    private String jar;

    LiveCluster(Path folder, int taskManagers) throws Exception {
        this.folder = folder;
        System.setProperty("aws.accessKeyId", S3Emulator.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Emulator.SECRET_KEY);
        Path job = FlinkJars.job();
        kinesis = KinesisLocal.start();
        stream = FaultProxy.before(kinesis.endpoint());
        moto = Moto.start();
        emulator = S3Emulator.start();
        s3 = FaultProxy.before(emulator.endpoint());
        bucket = S3Bucket.make(emulator.endpoint(), BUCKET);
        flink = FlinkCluster.start(folder.resolve("cluster"), taskManagers, options());
        jar = flink.rest().upload(job);
        String older = System.getProperty("kanshi.older-jar");
        olderJar = older == null ? jar : flink.rest().upload(Path.of(older));
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        options.put("s3.endpoint", s3.endpoint().toString());
        options.put("s3.path.style.access", "true");
        options.put("s3.access-key", S3Emulator.ACCESS_KEY);
        options.put("s3.secret-key", S3Emulator.SECRET_KEY);
        // Else it waits for half a minute before it asks a third time.
        options.put("s3.attempts.maximum", "3");
        options.put("s3.retry.interval", "200ms");
        options.put("s3.retry.throttle.interval", "200ms");
        // Threads stay however slow the machine is, so that what they hold is seen: RedeployTest.
        options.put("s3.threads.keepalivetime", "600");
        // What Managed Service for Apache Flink sets for every job.
        options.put("state.backend.type", "rocksdb");
        options.put("execution.checkpointing.incremental", "true");
        options.put("pipeline.generic-types", "false");
        options.put("execution.checkpointing.interval", "1s");
        options.put("execution.checkpointing.timeout", "20s");
        options.put("execution.checkpointing.tolerable-failed-checkpoints", "100");
        return options;
    }

    /**
     * Makes what the test's job reads and writes to.
     *
     * @param more settings that are others than those of most tests
     */
    void prepare(String test, int shards, String... more) throws Exception {
        kinesis.createStream(test, shards);
        prepareEnds(test, more);
    }

    /** Makes what a job writes to that reads the stream of another test. */
    void prepareEnds(String test, String... more) throws Exception {
        settings.put(test, List.of(more));
        told.put(test, new Told(test, kinesis, moto));
        changeRules(test, RuleFile.defaultText());
    }

    /** Splits or merges the shards of the test's stream until there are so many. */
    void reshard(String test, int shards) {
        try (KinesisClient client = KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.of(KinesisLocal.REGION))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.updateShardCount(request ->
                    request.streamName(test).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
        }
    }

    /** What the test's job has told others than the archive. */
    Told told(String test) {
        return Objects.requireNonNull(told.get(test), test);
    }

    /** Writes the rule file that the test's job looks at every second. */
    void changeRules(String test, String yaml) {
        bucket.put(test + "-rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Starts the test's job.
     *
     * @param from a savepoint or checkpoint, or null
     */
    FlinkJob submit(String test, int parallelism, @Nullable String from) throws Exception {
        return run(jar, settings(test, test), parallelism, from);
    }

    /** Starts the test's job as an earlier version of it: the jar that {@code -Dkanshi.older-jar} names, or the same one. */
    FlinkJob submitOlder(String test, int parallelism) throws Exception {
        return run(olderJar, settings(test, test), parallelism, null);
    }

    /** Starts the test's job on the stream of another one. */
    FlinkJob submitOn(String stream, String test, int parallelism) throws Exception {
        return run(jar, settings(stream, test), parallelism, null);
    }

    private Path settings(String stream, String test) throws Exception {
        Path file = folder.resolve(test + ".properties");
        List<String> lines = new ArrayList<>(told(test).settings());
        lines.addAll(List.of(
                "stream.arn=arn:aws:kinesis:" + KinesisLocal.REGION + ":000000000000:stream/" + stream,
                "stream.endpoint=" + this.stream.endpoint(),
                "stream.from=oldest",
                // Longer than a frame is under way, so that what a window holds does not depend on when it was read.
                "lateness=5s",
                "archive.folder=s3://" + BUCKET + "/" + test,
                "archive.freshness=" + FRESHNESS_SECONDS + "s",
                "archive.memory-bytes=32MiB",
                "rules.file=s3://" + BUCKET + "/" + test + "-rules.yaml",
                "rules.poll=1s"));
        for (String other : settings.getOrDefault(test, List.of())) {
            lines.removeIf(line -> line.startsWith(other.substring(0, other.indexOf('=') + 1)));
            lines.add(other);
        }
        return Files.write(file, lines);
    }

    private FlinkJob run(String jar, Path file, int parallelism, @Nullable String from) throws Exception {
        FlinkJob job = flink.rest().run(jar, List.of("--config", file.toString()), parallelism, from);
        job.await("ALL_RUNNING", Duration.ofMinutes(2));
        return job;
    }

    /** Kills the JobManager and starts another one, which gets the job again with its last checkpoint. */
    FlinkJob replaceJobManager(String test, FlinkJob job, int parallelism) throws Exception {
        flink.killJobManager();
        flink.startJobManager();
        flink.awaitSlots();
        jar = flink.rest().upload(FlinkJars.job());
        return submit(test, parallelism, flink.lastCheckpoint(job));
    }

    ArchiveReader reader(String test, String table) throws Exception {
        return new ArchiveReader(bucket, test + "/" + table + "/", folder.resolve("read"));
    }

    WatchedArchive watched(String test) {
        return new WatchedArchive(bucket, test + "/logs/", folder.resolve("watched"));
    }

    Traffic traffic(String test) throws Exception {
        return new Traffic(folder.resolve(test), stream.endpoint(), test);
    }

    @Override
    public void close() throws Exception {
        flink.close();
        bucket.close();
        s3.close();
        emulator.close();
        told.values().forEach(Told::close);
        moto.close();
        stream.close();
        kinesis.close();
    }
}

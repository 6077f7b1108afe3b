package io.kanshi.local;

import io.kanshi.events.EventsSettings;
import io.kanshi.live.LiveJob;
import io.kanshi.live.LiveSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job on a cluster within this program, with Flink's web interface. Hurried: files close and windows end within seconds. */
final class LocalJob implements AutoCloseable {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
    private static final Duration FRESHNESS = Duration.ofSeconds(10);
    private static final Duration LATENESS = Duration.ofSeconds(2);
    private static final long ARCHIVE_BYTES = 64 << 20;

    private final JobClient job;

    private LocalJob(JobClient job) {
        this.job = job;
    }

    /** @param webPort where the web interface listens, on the loopback */
    static LocalJob start(Cloud cloud, Path archive, LocalRules rules, int webPort) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("rest.address", "127.0.0.1");
        configuration.setString("rest.bind-address", "127.0.0.1");
        configuration.setString("rest.port", Integer.toString(webPort));
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("execution.checkpointing.interval", CHECKPOINTS.toSeconds() + "s");
        configuration.setString("taskmanager.memory.network.min", "64m");
        configuration.setString("taskmanager.memory.network.max", "64m");
        configuration.setString("taskmanager.memory.managed.size", "1m");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
        env.setParallelism(2);
        LiveJob.build(
                env,
                new LiveSettings(
                        new LiveSettings.Stream(cloud.streamArn(), cloud.kinesis(), null, null),
                        new LiveSettings.Archive(archive.toUri().toString(), FRESHNESS, ARCHIVE_BYTES),
                        cloud.outlets(),
                        EventsSettings.defaults(),
                        new LiveSettings.Rules(rules.text(), null, Duration.ofMinutes(1)),
                        LATENESS));
        return new LocalJob(env.executeAsync("kanshi"));
    }

    /** Whether it ended, which it should not. */
    boolean hasEnded() throws InterruptedException, ExecutionException {
        return job.getJobStatus().get().isGloballyTerminalState();
    }

    @Override
    public void close() throws InterruptedException, ExecutionException, TimeoutException {
        if (!hasEnded()) {
            job.cancel().get(20, TimeUnit.SECONDS);
        }
    }
}

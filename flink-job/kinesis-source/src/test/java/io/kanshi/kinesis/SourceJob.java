package io.kanshi.kinesis;

import io.kanshi.kinesis.settings.CredentialsSource;
import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.wire.Unpacker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A job that reads a stream and keeps the names of its frames. */
final class SourceJob {

    final Given given = new Given();
    final Configuration source = new Configuration();
    final Configuration flink = new Configuration();
    WatermarkStrategy<String> watermarks = WatermarkStrategy.noWatermarks();
    int givenParallelism = 1;
    private final String streamArn;
    private final int parallelism;

    SourceJob(URI endpoint, String streamArn, int parallelism) {
        this.streamArn = streamArn;
        this.parallelism = parallelism;
        source.set(KinesisSourceOptions.AWS_ENDPOINT, endpoint.toString());
        source.set(KinesisSourceOptions.AWS_CREDENTIALS_PROVIDER, CredentialsSource.BASIC);
        source.set(KinesisSourceOptions.AWS_ACCESS_KEY_ID, "key");
        source.set(KinesisSourceOptions.AWS_SECRET_KEY, "secret");
        source.set(KinesisSourceOptions.DISCOVERY_INTERVAL, Duration.ofMillis(500));
        source.setString("source.init.position", "TRIM_HORIZON");
        flink.setString("execution.checkpointing.interval", "200 ms");
        flink.setString("pipeline.generic-types", "false");
        flink.setString("restart-strategy.type", "fixed-delay");
        flink.setString("restart-strategy.fixed-delay.attempts", "20");
        flink.setString("restart-strategy.fixed-delay.delay", "50 ms");
    }

    JobClient start() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        KinesisSource<String> kinesis = KinesisSource.<String>builder()
                .setStreamArn(streamArn)
                .setSourceConfig(source)
                .setDeserializationSchema(new FirstLog())
                .build();
        env.fromSource(kinesis, watermarks, "kinesis")
                .setParallelism(parallelism)
                .uid("kinesis")
                .process(given)
                .setParallelism(givenParallelism)
                .uid("given")
                .sinkTo(new DiscardingSink<>())
                .setParallelism(givenParallelism)
                .uid("nowhere");
        return env.executeAsync();
    }

    /** Starts again from a savepoint, with another parallelism of the source. */
    SourceJob resumed(URI endpoint, String savepoint, int otherParallelism) {
        SourceJob job = new SourceJob(endpoint, streamArn, otherParallelism);
        job.source.addAll(source);
        job.flink.setString("execution.state-recovery.path", savepoint);
        return job;
    }

    static String stopWithSavepoint(JobClient client, Path folder) throws Exception {
        return client.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
    }

    /** Waits for the end; what failed it, from the outside to the root, or nothing. */
    static String failure(JobClient client) throws Exception {
        try {
            client.getJobExecutionResult().get(60, TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException failed) {
            StringBuilder messages = new StringBuilder();
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
            return messages.toString();
        }
    }

    static void cancel(JobClient client) throws Exception {
        client.cancel().get(60, TimeUnit.SECONDS);
        try {
            client.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException cancelled) {
            // That is how it ends.
        }
    }

    /** The text of a frame's only event, or a foreign record as text. */
    private static final class FirstLog implements KinesisDeserializationSchema<String> {

        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<String> output)
                throws IOException {
            try (Unpacker unpacker = new Unpacker()) {
                if (unpacker.unpack(record.bytes, 0, record.bytes.length) != Unpacker.Outcome.UNPACKED) {
                    throw new IOException(unpacker.error());
                }
                String text = new String(
                        unpacker.bytes(), unpacker.start(), unpacker.end() - unpacker.start(), StandardCharsets.UTF_8);
                int log = text.indexOf("{\"log\":\"");
                output.collect(log < 0 ? text : text.substring(log + "{\"log\":\"".length(), text.indexOf("\"}", log)));
            }
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }
}

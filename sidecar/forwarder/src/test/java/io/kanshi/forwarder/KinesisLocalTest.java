package io.kanshi.forwarder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.kinesis.KinesisStream;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisLocal;
import io.kanshi.testkit.sidecar.SidecarEvent;
import io.kanshi.testkit.sidecar.SidecarFrames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Against a Kinesis that nobody here wrote. */
final class KinesisLocalTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final int LINES = 2000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatGoesInOverTheSocketIsInTheStream() throws Exception {
        try (KinesisLocal kinesis = KinesisLocal.start()) {
            kinesis.createStream(Running.STREAM, 3);
            List<String> expected = new ArrayList<>();
            try (Running running = Running.start(
                            folder,
                            new KinesisStream(Running.STREAM, kinesis.endpoint(), KinesisLocal.REGION),
                            kinesis.endpoint());
                    ForwardClient client = running.client()) {
                DockerLines docker = new DockerLines(Container.of("shop-api"));
                for (int i = 0; i < LINES; i++) {
                    expected.add(i + " line");
                    client.send(DockerLines.joined(docker.line(TIME.plusNanos(i), "stdout", expected.get(i))));
                }
                client.finish();
                assertThat(client.endsWithin(Duration.ofSeconds(20))).isTrue();
                assertThat(running.end().exitCode()).isZero();
            }
            SidecarFrames frames = SidecarFrames.of(records(kinesis));
            frames.checkAccounts();
            assertThat(frames.events()).extracting(SidecarEvent::log).containsExactlyElementsOf(expected);
        }
    }

    private static List<AcceptedRecord> records(KinesisLocal kinesis) {
        List<AcceptedRecord> records = new ArrayList<>();
        try (KinesisClient client = KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.of(KinesisLocal.REGION))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            for (Shard shard : client.listShards(request -> request.streamName(Running.STREAM))
                    .shards()) {
                String iterator = client.getShardIterator(request -> request.streamName(Running.STREAM)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                for (Record record : client.getRecords(request -> request.shardIterator(iterator))
                        .records()) {
                    records.add(new AcceptedRecord(
                            record.partitionKey(),
                            record.data().asByteArray(),
                            shard.shardId(),
                            record.sequenceNumber()));
                }
            }
        }
        return records;
    }
}

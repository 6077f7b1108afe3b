package io.kanshi.kinesis;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Writes frames as sidecars do, and reshards; with the SDK, to whatever answers at the endpoint. One thread at a time. */
final class Producer implements AutoCloseable {

    final String streamArn;
    private final KinesisClient client;
    private final FrameWriter writer = new FrameWriter();

    Producer(URI endpoint, String stream) {
        streamArn = "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
        client = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    KinesisClient client() {
        return client;
    }

    /** A frame of one line that names it, compressed. */
    byte[] frame(String boot, int lane, long seq) {
        byte[] line = ("{\"log\":\"" + boot + '/' + lane + '/' + seq + "\"}\n").getBytes(StandardCharsets.UTF_8);
        writer.add(line, 0, line.length - 1);
        return writer.seal(
                FrameHeader.of(boot, lane, seq, 1).withTotals(seq + 1, 0, 0, 0).withSender("shop", null, null, null));
    }

    PutRecordsRequestEntry entry(String boot, int lane, long seq) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(boot + "-" + lane)
                .data(SdkBytes.fromByteArray(frame(boot, lane, seq)))
                .build();
    }

    /** Frames {@code from} to {@code to} − 1 of these boots' lane 0; repeated where the service refuses some. */
    void put(List<String> boots, long from, long to) {
        for (long seq = from; seq < to; seq++) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (String boot : boots) {
                entries.add(entry(boot, 0, seq));
            }
            put(entries);
        }
    }

    void put(List<PutRecordsRequestEntry> entries) {
        List<PutRecordsRequestEntry> left = entries;
        while (!left.isEmpty()) {
            List<PutRecordsRequestEntry> now = left;
            PutRecordsResponse answer =
                    client.putRecords(request -> request.streamARN(streamArn).records(now));
            List<PutRecordsRequestEntry> refused = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (answer.records().get(i).errorCode() != null) {
                    refused.add(now.get(i));
                }
            }
            left = refused;
        }
    }

    void put(String partitionKey, byte[] data) {
        put(List.of(PutRecordsRequestEntry.builder()
                .partitionKey(partitionKey)
                .data(SdkBytes.fromByteArray(data))
                .build()));
    }

    List<Shard> shards() {
        return client.listShards(request -> request.streamARN(streamArn)).shards();
    }

    List<Shard> openShards() {
        return shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
    }

    /** Waits until the stream is not being changed; each look takes a moment of its own. */
    void awaitActive() {
        StreamStatus status = StreamStatus.UPDATING;
        for (int i = 0; i < 2_000 && status != StreamStatus.ACTIVE; i++) {
            status = client.describeStreamSummary(request -> request.streamARN(streamArn))
                    .streamDescriptionSummary()
                    .streamStatus();
        }
    }

    @Override
    public void close() {
        writer.close();
        client.close();
    }
}

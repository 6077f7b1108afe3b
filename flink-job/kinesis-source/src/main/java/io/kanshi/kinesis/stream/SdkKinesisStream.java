package io.kanshi.kinesis.stream;

import io.kanshi.kinesis.settings.StreamAccess;
import io.kanshi.kinesis.split.Position;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * A stream of Kinesis Data Streams. Where records are read the SDK's own retries are off: the reader knows better when it may read again.
 * It needs no HTTP client with a pool of threads, since the threads that read are ours.
 */
public final class SdkKinesisStream implements KinesisStream {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final StreamAccess access;
    private final SdkTroubles troubles;
    private final KinesisClient client;

    private SdkKinesisStream(StreamAccess access, RetryStrategy retries) {
        this.access = access;
        this.troubles = new SdkTroubles(access);
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(access.answer()))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries)
                        .apiCallTimeout(access.answer().multipliedBy(2)))
                .credentialsProvider(Credentials.provider(access))
                .region(Region.of(access.region()));
        if (!access.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(access.endpoint()));
        }
        client = builder.build();
    }

    /** For those who read records. */
    public static SdkKinesisStream withoutRetries(StreamAccess access) {
        return new SdkKinesisStream(access, AwsRetryStrategy.doNotRetry());
    }

    /** For those who look for shards: two more attempts. */
    public static SdkKinesisStream withRetries(StreamAccess access) {
        return new SdkKinesisStream(access, AwsRetryStrategy.standardRetryStrategy());
    }

    @Override
    public List<ShardInfo> shards() throws KinesisException {
        List<ShardInfo> shards = new ArrayList<>();
        String token = null;
        do {
            // A further page is asked for by its token alone.
            ListShardsRequest request = token == null
                    ? ListShardsRequest.builder().streamARN(access.streamArn()).build()
                    : ListShardsRequest.builder().nextToken(token).build();
            ListShardsResponse page = call(() -> client.listShards(request));
            page.shards().forEach(shard -> shards.add(info(shard)));
            token = page.nextToken();
        } while (token != null);
        return shards;
    }

    private static ShardInfo info(Shard shard) {
        List<String> parents = Stream.of(parent(shard.parentShardId()), parent(shard.adjacentParentShardId()))
                .flatMap(List::stream)
                .toList();
        boolean open = shard.sequenceNumberRange() == null
                || shard.sequenceNumberRange().endingSequenceNumber() == null;
        return new ShardInfo(shard.shardId(), parents, open);
    }

    private static List<String> parent(@Nullable String id) {
        return id == null || id.isEmpty() ? List.of() : List.of(id);
    }

    @Override
    public boolean exists() throws KinesisException {
        try {
            call(() -> client.describeStreamSummary(request -> request.streamARN(access.streamArn())));
            return true;
        } catch (KinesisException e) {
            if (e.trouble() == Trouble.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public String iterator(String shardId, Position place) throws KinesisException {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamARN(access.streamArn()).shardId(shardId);
        switch (place.kind()) {
            case START -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
            case AT_TIMESTAMP ->
                request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(Instant.ofEpochMilli(place.timestampMillis()));
            case AFTER_RECORD ->
                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(place.sequenceNumber());
            case WITHIN_RECORD ->
                request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(place.sequenceNumber());
        }
        try {
            return call(() -> client.getShardIterator(request.build())).shardIterator();
        } catch (KinesisException refused) {
            throw place.kind() == Position.Kind.AT_TIMESTAMP ? troubles.ofTimestamp(refused) : refused;
        }
    }

    @Override
    public ReadResult read(String iterator, int records) throws KinesisException {
        GetRecordsResponse answer = call(() -> client.getRecords(request ->
                request.streamARN(access.streamArn()).shardIterator(iterator).limit(records)));
        Long behind = answer.millisBehindLatest();
        return new ReadResult(
                answer.records().stream().map(SdkKinesisStream::record).toList(),
                answer.nextShardIterator(),
                behind == null ? 0 : behind);
    }

    private static StreamRecord record(Record record) {
        return new StreamRecord(
                record.data().asByteArrayUnsafe(),
                record.partitionKey(),
                record.sequenceNumber(),
                record.approximateArrivalTimestamp().toEpochMilli());
    }

    private <T> T call(Supplier<T> call) throws KinesisException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw troubles.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.kanshi.forwarder.kinesis;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.FrameId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * A stream of Kinesis Data Streams. The answer tells per record, in the order of the request; the SDK's own retries are off, since they
 * would send again what has arrived. For the sending thread only.
 */
public final class KinesisStream implements FrameStream {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(40);

    private final String stream;
    private final @Nullable URI endpoint;
    private final @Nullable String region;
    private @Nullable KinesisClient client;

    /** @param region null: as the SDK finds it */
    public KinesisStream(String stream, @Nullable URI endpoint, @Nullable String region) {
        this.stream = stream;
        this.endpoint = endpoint;
        this.region = region;
    }

    @Override
    public Outcome put(List<Frame> frames) {
        try {
            PutRecordsResponse answer =
                    client().putRecords(request -> request.streamName(stream).records(entries(frames)));
            return outcome(frames, answer.records());
        } catch (AwsServiceException refused) {
            boolean throttled = refused.isThrottlingException() || THROTTLED.equals(code(refused));
            return throttled
                    ? new Outcome(List.of(), frames.size(), "")
                    : Outcome.failed(
                            code(refused) + ": " + refused.awsErrorDetails().errorMessage());
        } catch (SdkException unreachable) {
            return Outcome.failed(String.valueOf(unreachable.getMessage()));
        }
    }

    private static String code(AwsServiceException refused) {
        return refused.awsErrorDetails() == null
                ? "HTTP " + refused.statusCode()
                : String.valueOf(refused.awsErrorDetails().errorCode());
    }

    /** Made with the first frames: loading the SDK takes longer than binding the socket may. */
    private KinesisClient client() {
        KinesisClient known = client;
        if (known == null) {
            KinesisClientBuilder builder = KinesisClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(ANSWER))
                    .overrideConfiguration(configuration -> configuration
                            .retryStrategy(AwsRetryStrategy.doNotRetry())
                            .apiCallTimeout(WHOLE_CALL));
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            if (region != null) {
                builder.region(Region.of(region));
            }
            known = builder.build();
            client = known;
        }
        return known;
    }

    private static List<PutRecordsRequestEntry> entries(List<Frame> frames) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>(frames.size());
        for (Frame frame : frames) {
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(frame.id().partitionKey())
                    .data(SdkBytes.fromByteArrayUnsafe(frame.bytes()))
                    .build());
        }
        return entries;
    }

    private static Outcome outcome(List<Frame> frames, List<PutRecordsResultEntry> results) {
        if (results.size() != frames.size()) {
            return Outcome.failed("an answer for " + results.size() + " records to a request with " + frames.size());
        }
        List<FrameId> accepted = new ArrayList<>(frames.size());
        int throttled = 0;
        String failure = "";
        for (int i = 0; i < results.size(); i++) {
            String error = results.get(i).errorCode();
            if (error == null || error.isEmpty()) {
                accepted.add(frames.get(i).id());
            } else if (error.equals(THROTTLED)) {
                throttled++;
            } else {
                failure = error + ": " + results.get(i).errorMessage();
            }
        }
        return new Outcome(accepted, throttled, failure);
    }

    @Override
    public void close() {
        KinesisClient known = client;
        if (known != null) {
            known.close();
        }
    }
}

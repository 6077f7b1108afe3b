package io.kanshi.testkit.sidecar;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** The real SDK against the fake, without its retries. */
final class Sender implements AutoCloseable {

    static final String STREAM = "logs";

    private final KinesisClient client;

    Sender(URI endpoint) {
        client = KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(20))
                        .build())
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    KinesisClient client() {
        return client;
    }

    /** Puts records whose keys are their texts. */
    PutRecordsResponse put(String... texts) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (String text : texts) {
            entries.add(entry(text, SdkBytes.fromUtf8String(text)));
        }
        return put(entries);
    }

    PutRecordsResponse put(List<PutRecordsRequestEntry> entries) {
        return client.putRecords(request -> request.streamName(STREAM).records(entries));
    }

    static PutRecordsRequestEntry entry(String partitionKey, SdkBytes data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(partitionKey)
                .data(data)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}

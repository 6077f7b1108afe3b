package io.kanshi.replay.probe;

import io.kanshi.live.LiveSettings;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The ways to AWS, in a region (a bucket may be in another one), with the credentials that the SDK finds. They try again what passes, within a
 * time.
 */
record Clients(String region) {

    private static final Pattern QUEUE_HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofMinutes(1);

    /** The region of a stream. */
    static Clients of(LiveSettings.Stream stream) {
        return new Clients(stream.arn().split(":", 5)[3]);
    }

    KinesisClient kinesis(@Nullable URI endpoint) {
        KinesisClientBuilder builder = KinesisClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(http())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(CALL));
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    S3Client s3(@Nullable URI endpoint) {
        S3ClientBuilder builder = S3Client.builder()
                .crossRegionAccessEnabled(endpoint == null)
                .region(Region.of(region))
                .httpClientBuilder(http())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(CALL));
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).forcePathStyle(true).build();
    }

    /** A queue is reached at the address with which its URL begins, in the region that it names. */
    SqsClient queue(URI url) {
        Matcher named = QUEUE_HOST.matcher(url.getHost());
        return SqsClient.builder()
                .region(Region.of(named.matches() ? named.group(1) : region))
                .endpointOverride(url.resolve("/"))
                .httpClientBuilder(http())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(CALL))
                .build();
    }

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER);
    }
}

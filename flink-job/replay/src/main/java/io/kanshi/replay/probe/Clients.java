package io.kanshi.replay.probe;

import io.kanshi.live.LiveSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The ways to AWS, in a region (a bucket may be in another one), with the credentials that the SDK finds. They try again what passes, within a time. */
record Clients(String region) {

    /** The region of a stream. */
    static Clients of(LiveSettings.Stream stream) {
        return new Clients(stream.arn().split(":", 5)[3]);
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofMinutes(1);

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

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER);
    }
}

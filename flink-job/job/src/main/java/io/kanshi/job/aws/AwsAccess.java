package io.kanshi.job.aws;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How the job reaches AWS. Credentials are those that the SDK finds, so that no setting holds a secret.
 *
 * @param region null: as the SDK finds it
 * @param endpoint another address, as for a VPC endpoint; null for the region's
 * @param answerWithin how long a request may take
 */
public record AwsAccess(@Nullable String region, @Nullable URI endpoint, Duration answerWithin)
        implements Serializable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** With the usual patience. */
    public static AwsAccess of(String region, @Nullable URI endpoint) {
        return new AwsAccess(region, endpoint, ANSWER);
    }

    /** The client. It never retries: the sink does, and only what did not arrive. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(answerWithin))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(answerWithin.plus(CONNECT)));
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}

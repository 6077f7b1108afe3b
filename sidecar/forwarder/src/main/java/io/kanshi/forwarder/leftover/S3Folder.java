package io.kanshi.forwarder.leftover;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.settings.S3Location;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A folder in an S3 bucket. The client is made with the first file: until then nothing of it is loaded. The SDK's own retries are off,
 * since they do not know when the time is over.
 */
public final class S3Folder implements LeftoverFolder {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 300;
    private static final int MOVED = 301;
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;

    /** Sent with 400, and yet nothing that passes: another region's bucket, a name that is none. */
    private static final Set<String> WRONG = Set.of("AuthorizationHeaderMalformed", "InvalidBucketName");

    /** Sent with 403, and yet it passes. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
    private static final Set<String> PASSES = Set.of("RequestTimeTooSkewed");

    private final S3Location location;
    private final @Nullable URI endpoint;
    private final String region;
    private @Nullable S3Client client;

    /** @param endpoint null: the region's own; else the bucket stands in the path, as other makes of S3 want it */
    public S3Folder(S3Location location, @Nullable URI endpoint, String region) {
        this.location = location;
        this.endpoint = endpoint;
        this.region = region;
    }

    @Override
    public Answer put(LeftoverFile file, Duration within) {
        try {
            client().putObject(
                            request -> request.bucket(location.bucket())
                                    .key(location.prefix() + file.name())
                                    .overrideConfiguration(configuration -> configuration.apiCallTimeout(within)),
                            RequestBody.fromContentProvider(
                                    () -> content(file.frames()), file.bytes(), "application/zstd"));
            return new Answer.Taken();
        } catch (AwsServiceException refused) {
            return answer(refused);
        } catch (SdkException unreachable) {
            return new Answer.Failed(shortened(String.valueOf(unreachable.getMessage())));
        } catch (RuntimeException | LinkageError broken) {
            return new Answer.Refused(shortened(String.valueOf(broken)));
        }
    }

    /** Without a copy: what is held in memory is there once. */
    private static InputStream content(List<Frame> frames) {
        return new SequenceInputStream(Collections.enumeration(frames.stream()
                .map(frame -> new ByteArrayInputStream(frame.bytes()))
                .toList()));
    }

    private static Answer answer(AwsServiceException refused) {
        int status = refused.statusCode();
        boolean told = refused.awsErrorDetails() != null;
        String code = told ? String.valueOf(refused.awsErrorDetails().errorCode()) : "HTTP " + status;
        String why = shortened(told ? code + ": " + refused.awsErrorDetails().errorMessage() : code);
        boolean wrong = status == MOVED || status == FORBIDDEN || status == MISSING || WRONG.contains(code);
        return wrong && !PASSES.contains(code) ? new Answer.Refused(why) : new Answer.Failed(why);
    }

    private static String shortened(String why) {
        return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "…";
    }

    private synchronized S3Client client() {
        S3Client known = client;
        if (known == null) {
            S3ClientBuilder builder = S3Client.builder()
                    .region(Region.of(region))
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(ANSWER))
                    .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                    // Asks before each body whether it may come: a refusal would else be a connection that breaks.
                    .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(0L))
                    .forcePathStyle(endpoint != null);
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            known = builder.build();
            client = known;
        }
        return known;
    }

    @Override
    public String place() {
        return location.toString();
    }

    @Override
    public synchronized void close() {
        S3Client known = client;
        if (known != null) {
            known.close();
        }
    }
}

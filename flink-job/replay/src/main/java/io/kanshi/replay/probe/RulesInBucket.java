package io.kanshi.replay.probe;

import io.kanshi.job.rulesfile.RuleText;
import io.kanshi.live.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Rule files as the job will find them: in a bucket through AWS's SDK, since Flink's plugin for S3 is on the cluster only.
 *
 * @param s3 another address of S3, such as an emulator's; null: the region's
 */
public record RulesInBucket(@Nullable URI s3) implements RuleFiles {

    private static final String S3 = "s3://";

    /** Where the ARN does not tell. From any region the SDK finds the bucket's. */
    private static final String ANY_REGION = "us-east-1";

    @Override
    public RuleText read(String file, String region) throws IOException {
        return file.startsWith(S3) ? fromBucket(file.substring(S3.length()), region) : OF_FLINK.read(file, region);
    }

    private RuleText fromBucket(String place, String region) throws IOException {
        int slash = place.indexOf('/');
        if (slash < 1 || slash == place.length() - 1) {
            throw new IOException("it must be s3://bucket/key");
        }
        String bucket = place.substring(0, slash);
        String key = place.substring(slash + 1);
        try (S3Client client = new Clients(region.isEmpty() ? ANY_REGION : region).s3(s3);
                InputStream in =
                        client.getObject(request -> request.bucket(bucket).key(key))) {
            return RuleText.read(in);
        } catch (SdkException failed) {
            throw new IOException(reason(failed), failed);
        }
    }

    private static String reason(SdkException failed) {
        if (failed instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return refused.awsErrorDetails().errorCode() + ": "
                    + refused.awsErrorDetails().errorMessage();
        }
        String message = String.valueOf(failed.getMessage());
        return message.contains("Unable to load credentials")
                ? "there are no AWS credentials here, so it was not checked; kanshi rules check FILE checks a copy of it"
                : message;
    }
}

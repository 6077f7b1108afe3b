package io.kanshi.kinesis.stream;

import io.kanshi.kinesis.settings.StreamAccess;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sorts what the SDK throws, by the service's error codes (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html and
 * CommonErrors.html there), and says it in one sentence with the stream and the setting.
 */
final class SdkTroubles {

    private static final Map<String, Trouble> BY_CODE = Map.ofEntries(
            Map.entry("ProvisionedThroughputExceededException", Trouble.THROTTLED),
            Map.entry("LimitExceededException", Trouble.THROTTLED),
            Map.entry("KMSThrottlingException", Trouble.THROTTLED),
            Map.entry("ThrottlingException", Trouble.THROTTLED),
            Map.entry("Throttling", Trouble.THROTTLED),
            Map.entry("RequestLimitExceeded", Trouble.THROTTLED),
            Map.entry("ExpiredIteratorException", Trouble.EXPIRED_ITERATOR),
            Map.entry("ResourceNotFoundException", Trouble.NOT_FOUND),
            // The stream is being made or changed.
            Map.entry("ResourceInUseException", Trouble.PASSING),
            // Credentials with an end are renewed by whoever gave them.
            Map.entry("ExpiredTokenException", Trouble.PASSING),
            Map.entry("ExpiredToken", Trouble.PASSING),
            Map.entry("RequestExpired", Trouble.PASSING),
            Map.entry("RequestTimeout", Trouble.PASSING),
            Map.entry("InternalFailure", Trouble.PASSING),
            Map.entry("InternalFailureException", Trouble.PASSING),
            Map.entry("ServiceUnavailable", Trouble.PASSING));

    private final StreamAccess access;

    SdkTroubles(StreamAccess access) {
        this.access = access;
    }

    KinesisException of(SdkException thrown) {
        if (thrown instanceof AwsServiceException refused) {
            return refused(refused);
        }
        String message = String.valueOf(thrown.getMessage());
        if (message.contains("Unable to load credentials")
                || message.contains("Profile file contained no credentials")) {
            return incurable(
                    "there are no AWS credentials for stream " + access.streamArn()
                            + ": give the job a role, or set aws.credentials.provider (now " + access.credentials()
                            + ")",
                    thrown);
        }
        return new KinesisException(
                Trouble.PASSING, "stream " + access.streamArn() + " could not be reached: " + message, thrown);
    }

    private KinesisException refused(AwsServiceException refused) {
        String code = code(refused);
        Trouble trouble = trouble(code, refused);
        String said = code + ": " + detail(refused);
        String where =
                access.endpoint().isEmpty() ? "in region " + access.region() : "at aws.endpoint " + access.endpoint();
        return switch (trouble) {
            case NOT_FOUND ->
                new KinesisException(
                        trouble,
                        "stream " + access.streamArn() + " of setStreamArn was not found " + where + " (" + said + ")",
                        refused);
            case INCURABLE -> incurable(sentence(code) + " (" + said + ")", refused);
            case THROTTLED, EXPIRED_ITERATOR, PASSING ->
                new KinesisException(trouble, "stream " + access.streamArn() + " was not read: " + said, refused);
        };
    }

    /** A time that is now for us may be in the future for the service, which refuses that: it passes when its clock gets there. */
    KinesisException ofTimestamp(KinesisException refused) {
        boolean future = refused.getCause() instanceof AwsServiceException cause
                && code(cause).equals("InvalidArgumentException");
        return future ? new KinesisException(Trouble.PASSING, String.valueOf(refused.getMessage()), refused) : refused;
    }

    private static Trouble trouble(String code, AwsServiceException refused) {
        Trouble known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (refused.isThrottlingException()) {
            return Trouble.THROTTLED;
        }
        return refused.statusCode() >= 500 ? Trouble.PASSING : Trouble.INCURABLE;
    }

    private String sentence(String code) {
        if (code.startsWith("KMS")) {
            return "the key that encrypts stream " + access.streamArn() + " may not be used";
        }
        if (code.startsWith("InvalidArgument") || code.startsWith("Validation")) {
            return "stream " + access.streamArn() + " refuses a request as wrong";
        }
        return "AWS refuses the credentials for stream " + access.streamArn()
                + ": check aws.credentials.provider (now " + access.credentials()
                + ") and that it may kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords and"
                + " kinesis:DescribeStreamSummary";
    }

    private static KinesisException incurable(String sentence, Throwable cause) {
        return new KinesisException(Trouble.INCURABLE, sentence, cause);
    }

    private static String code(AwsServiceException refused) {
        return refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
                ? "HTTP " + refused.statusCode()
                : refused.awsErrorDetails().errorCode();
    }

    private static String detail(AwsServiceException refused) {
        return refused.awsErrorDetails() == null
                ? String.valueOf(refused.getMessage())
                : String.valueOf(refused.awsErrorDetails().errorMessage());
    }
}

package io.kanshi.job.aws;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells failures apart by the codes that services document. */
public final class Failures {

    private static final int REQUEST_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "Throttled",
            "ThrottledException",
            "ThrottledRequestException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "LimitExceededException",
            "ProvisionedThroughputExceededException",
            "KMSThrottling",
            "KMSThrottlingException",
            "OperationAbortedException");

    private static final Set<String> UNAVAILABLE = Set.of(
            "InternalFailure",
            "InternalError",
            "InternalErrorException",
            "ServiceUnavailable",
            "ServiceUnavailableException");

    private static final Set<String> EXPIRED_CREDENTIALS =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed");

    private static final Set<String> ACCESS_DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "KMSAccessDenied",
            "KMSAccessDeniedException");

    private static final Set<String> MISSING = Set.of("ResourceNotFoundException", "NotFound", "NotFoundException");

    private static final Set<String> INVALID = Set.of(
            "InvalidParameter",
            "InvalidParameterException",
            "InvalidParameterValue",
            "InvalidParameterValueException",
            "InvalidArgumentException",
            "ValidationError",
            "ValidationException",
            "SerializationException",
            "BatchRequestTooLong",
            "BatchRequestTooLongException",
            "RequestEntityTooLargeException");

    private Failures() {}

    /** Of a request that failed as a whole. */
    public static Failure of(SdkException failed) {
        if (!(failed instanceof SdkServiceException answered)) {
            return String.valueOf(failed.getMessage()).contains("Unable to load credentials")
                    ? Failure.NO_CREDENTIALS
                    : Failure.UNAVAILABLE;
        }
        Failure named = named(code(answered));
        if (named != null) {
            return named;
        }
        if (answered.isThrottlingException() || answered.statusCode() == TOO_MANY_REQUESTS) {
            return Failure.THROTTLED;
        }
        if (answered.statusCode() >= SERVER_ERROR) {
            return Failure.UNAVAILABLE;
        }
        return answered.statusCode() == REQUEST_TOO_LARGE ? Failure.INVALID : Failure.UNKNOWN;
    }

    /**
     * Of one entry in an answer that was otherwise good.
     *
     * @param code as the service gives it
     * @param sendersFault whether it says that sending again is of no use
     */
    public static Failure ofEntry(String code, boolean sendersFault) {
        Failure named = named(code);
        if (named != null) {
            return named;
        }
        return sendersFault ? Failure.UNKNOWN : Failure.UNAVAILABLE;
    }

    /** The service's code and its words, on one line. */
    static String words(SdkException failed) {
        if (failed instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            AwsErrorDetails details = answered.awsErrorDetails();
            return details.errorCode() + ": " + details.errorMessage();
        }
        return String.valueOf(failed.getMessage());
    }

    private static String code(SdkServiceException answered) {
        if (answered instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
            return String.valueOf(aws.awsErrorDetails().errorCode());
        }
        return "";
    }

    private static @Nullable Failure named(String code) {
        if (THROTTLED.contains(code)) {
            return Failure.THROTTLED;
        }
        if (UNAVAILABLE.contains(code)) {
            return Failure.UNAVAILABLE;
        }
        if (EXPIRED_CREDENTIALS.contains(code)) {
            return Failure.EXPIRED_CREDENTIALS;
        }
        if (ACCESS_DENIED.contains(code)) {
            return Failure.ACCESS_DENIED;
        }
        if (MISSING.contains(code)) {
            return Failure.MISSING;
        }
        return INVALID.contains(code) ? Failure.INVALID : null;
    }
}

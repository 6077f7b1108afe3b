package io.kanshi.job.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is sent again, what fails the job, and what is dropped. */
final class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, THROTTLED",
        "400, Throttling, THROTTLED",
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, LimitExceededException, THROTTLED",
        "400, OperationAbortedException, THROTTLED",
        "429, NeverHeardOf, THROTTLED",
        "503, ServiceUnavailableException, UNAVAILABLE",
        "500, InternalFailure, UNAVAILABLE",
        "502, NeverHeardOf, UNAVAILABLE",
        "400, ExpiredTokenException, EXPIRED_CREDENTIALS",
        "403, ExpiredToken, EXPIRED_CREDENTIALS",
        "403, RequestExpired, EXPIRED_CREDENTIALS",
        "400, AccessDeniedException, ACCESS_DENIED",
        "403, AuthorizationError, ACCESS_DENIED",
        "403, InvalidClientTokenId, ACCESS_DENIED",
        "400, UnrecognizedClientException, ACCESS_DENIED",
        "400, ResourceNotFoundException, MISSING",
        "404, NotFound, MISSING",
        "400, InvalidParameterException, INVALID",
        "400, ValidationException, INVALID",
        "413, NeverHeardOf, INVALID",
        "400, NeverHeardOf, UNKNOWN",
    })
    void answersAreToldApartByTheirCode(int status, String code, Failure expected) {
        assertThat(Failures.of(refusal(status, code))).isEqualTo(expected);
    }

    static AwsServiceException refusal(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("told so")
                        .build())
                .build();
    }

    @Test
    void noAnswerIsAnOutageButNoCredentialsAreNot() {
        assertThat(Failures.of(SdkClientException.create("Unable to execute HTTP request: Connection refused")))
                .isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failures.of(ApiCallTimeoutException.create(1000))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failures.of(SdkClientException.create("Unable to load credentials from any of the providers")))
                .isEqualTo(Failure.NO_CREDENTIALS);
    }

    @Test
    void anEntryThatTheServiceFailedOnIsSentAgain() {
        assertThat(Failures.ofEntry("InternalFailure", false)).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failures.ofEntry("NeverHeardOf", false)).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failures.ofEntry("NeverHeardOf", true)).isEqualTo(Failure.UNKNOWN);
        assertThat(Failures.ofEntry("InvalidParameter", true)).isEqualTo(Failure.INVALID);
        assertThat(Failures.ofEntry("ThrottledException", true)).isEqualTo(Failure.THROTTLED);
    }
}

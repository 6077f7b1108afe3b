package io.kanshi.job.cloudwatch;

/**
 * PutLogEvents: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html; names:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html.
 */
final class CloudWatchLogsLimits {

    static final int EVENTS_PER_REQUEST = 10_000;

    /** Messages in UTF-8 and {@link #BYTES_BESIDE_A_MESSAGE} for each. */
    static final long BYTES_PER_REQUEST = 1_048_576;

    static final int BYTES_BESIDE_A_MESSAGE = 26;

    /**
     * Of a message with the 26 bytes beside it: 1 MB since April 2025, 256 KB before. An error is half of that at most, see
     * {@code io.kanshi.job.ErrorText}.
     */
    static final long BYTES_PER_EVENT = BYTES_PER_REQUEST;

    /** From the first to the last event of a request. */
    static final long MILLIS_PER_REQUEST = 24 * 3_600_000L;

    static final int STREAM_NAME_CHARACTERS = 512;

    private CloudWatchLogsLimits() {}
}

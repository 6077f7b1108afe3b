package io.kanshi.job.aws;

import java.util.Locale;

/** Why a service did not take an entry, and what becomes of it. */
public enum Failure {
    /** More than the service's quota allows: sent again after a wait. */
    THROTTLED(Treatment.SENT_AGAIN),
    /** No connection, no answer in time, or a fault inside the service: sent again after a wait. */
    UNAVAILABLE(Treatment.SENT_AGAIN),
    /** Credentials that ended on the way, or a clock that is off; the platform renews them: sent again after a wait. */
    EXPIRED_CREDENTIALS(Treatment.SENT_AGAIN),
    /** The SDK finds no credentials at all: the job fails. */
    NO_CREDENTIALS(Treatment.FAILS_JOB),
    /** Credentials that are not known, or may not do this: the job fails. */
    ACCESS_DENIED(Treatment.FAILS_JOB),
    /** The group, topic or stream of the setting is not there: the job fails. */
    MISSING(Treatment.FAILS_JOB),
    /** An error that nobody thought of: the job fails, so that people look at it and nothing is lost. */
    UNKNOWN(Treatment.FAILS_JOB),
    /** The service says that this very entry cannot be: dropped, counted, its start logged. */
    INVALID(Treatment.DROPPED),
    /** Larger than the service takes: dropped, counted, its start logged. */
    TOO_LARGE(Treatment.DROPPED),
    /** Older than CloudWatch Logs takes, 14 days: dropped and counted; the archive has it. */
    TOO_OLD(Treatment.DROPPED),
    /** Older than the log group keeps: dropped and counted; the archive has it. */
    EXPIRED(Treatment.DROPPED),
    /** More than two hours ahead, which CloudWatch Logs does not take: dropped and counted; the archive has it. */
    TOO_NEW(Treatment.DROPPED);

    /** What becomes of an entry. */
    public enum Treatment {
        /** It stays in the sink's buffer, and so in its state. */
        SENT_AGAIN,
        /** The job fails with one sentence and goes on from its last checkpoint when it is started again. */
        FAILS_JOB,
        /** It is gone, and counted by reason. */
        DROPPED
    }

    private final Treatment treatment;

    Failure(Treatment treatment) {
        this.treatment = treatment;
    }

    public Treatment treatment() {
        return treatment;
    }

    /** The name in metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

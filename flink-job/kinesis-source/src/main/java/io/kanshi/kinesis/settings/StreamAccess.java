package io.kanshi.kinesis.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How to reach the stream. Empty where nothing was set.
 *
 * @param answer the longest wait for an answer
 */
public record StreamAccess(
        String streamArn,
        String region,
        String endpoint,
        CredentialsSource credentials,
        String accessKeyId,
        String secretKey,
        String profile,
        Duration answer)
        implements Serializable {

    /** The last part of the stream's ARN. */
    public String streamName() {
        return streamArn.substring(streamArn.indexOf(":stream/") + ":stream/".length());
    }

    /** Without the secret, since it is logged. */
    @Override
    public String toString() {
        return streamArn + " in " + region + (endpoint.isEmpty() ? "" : " at " + endpoint) + " with credentials from "
                + credentials;
    }
}

package io.kanshi.job.cloudwatch;

import java.io.Serializable;

/**
 * An event of CloudWatch Logs and where it goes.
 *
 * @param stream a valid name of a log stream
 * @param timeMillis milliseconds since 1970, not negative
 * @param message one JSON object, with the key {@code id} first
 */
record LogLine(String stream, long timeMillis, String message) implements Serializable {}

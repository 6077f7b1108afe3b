package io.kanshi.live;

import io.kanshi.kinesis.settings.CredentialsSource;
import io.kanshi.kinesis.settings.StreamAccess;
import io.kanshi.settings.GivenValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How others read the job's stream, checked as the job's own settings are. */
public final class StreamAddress {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private StreamAddress() {}

    /**
     * The stream at an address; credentials are those that the SDK finds.
     *
     * @param source where the two values come from, for people
     * @param endpoint empty for the region's
     * @throws IllegalArgumentException with every mistake, a sentence each
     */
    public static StreamAccess of(String source, String arn, String endpoint) {
        List<String> mistakes = Stream.of(
                        new GivenValue(LiveKey.STREAM_ARN, arn, source),
                        new GivenValue(LiveKey.STREAM_ENDPOINT, endpoint, source))
                .filter(value -> !value.allowed())
                .map(GivenValue::mistake)
                .toList();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join(". ", mistakes));
        }
        return new StreamAccess(arn, arn.split(":", 5)[3], endpoint, CredentialsSource.AUTO, "", "", "", ANSWER);
    }
}

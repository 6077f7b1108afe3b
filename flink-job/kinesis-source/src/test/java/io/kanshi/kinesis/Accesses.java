package io.kanshi.kinesis;

import io.kanshi.kinesis.settings.CredentialsSource;
import io.kanshi.kinesis.settings.StreamAccess;
import java.net.URI;
import java.time.Duration;

/** Access to streams of emulators and fakes. */
public final class Accesses {

    private Accesses() {}

    public static String arn(String stream) {
        return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
    }

    public static StreamAccess to(URI endpoint, String stream, Duration answer) {
        return new StreamAccess(
                arn(stream), "us-east-1", endpoint.toString(), CredentialsSource.BASIC, "key", "secret", "", answer);
    }
}

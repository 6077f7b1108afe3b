package io.kanshi.kinesis.settings;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of AWS's connector that this source does not have, each with what is not supported: a table or job that was made for
 * the other one is refused with that sentence rather than run with less than it asked for. Roles, web identities and their tokens need
 * AWS's STS, whose client is not part of this; enhanced fan-out needs an asynchronous client.
 */
public final class RefusedKeys {

    private static final String FAN_OUT = "enhanced fan-out is not supported, source.reader.type is POLLING";
    private static final String PROVIDERS =
            ", aws.credentials.provider can be AUTO, BASIC, ENV_VAR, SYS_PROP or PROFILE";

    /** By the beginning of the key. */
    private static final Map<String, String> BY_PREFIX = Map.of(
            "source.efo.",
            FAN_OUT,
            "aws.credentials.provider.role.",
            "assuming a role is not supported" + PROVIDERS,
            "aws.credentials.provider.webIdentityToken.",
            "a web identity token is not supported" + PROVIDERS,
            "aws.credentials.provider.custom.",
            "a class of one's own is not supported" + PROVIDERS,
            "aws.credentials.provider.profile.path",
            "the SDK takes it from AWS_SHARED_CREDENTIALS_FILE",
            "aws.trust.all.certificates",
            "certificates are always checked",
            "aws.http.protocol.version",
            "requests are always made by HTTP/1.1",
            "aws.http-client.max-concurrency",
            "source.reader.threads says how many shards are read at once");

    /** Values of {@code aws.credentials.provider}. */
    static final Map<String, String> CREDENTIALS = Map.of(
            "ASSUME_ROLE", "assuming a role is not supported",
            "WEB_IDENTITY_TOKEN", "a web identity token is not supported",
            "CUSTOM", "a class of one's own is not supported");

    private RefusedKeys() {}

    /** How these keys begin. */
    public static Set<String> prefixes() {
        return BY_PREFIX.keySet();
    }

    /** Why the key is refused; null where it is not one of these. */
    public static @Nullable String reason(String key) {
        for (Map.Entry<String, String> refused : BY_PREFIX.entrySet()) {
            if (key.startsWith(refused.getKey())) {
                return refused.getValue();
            }
        }
        return null;
    }
}

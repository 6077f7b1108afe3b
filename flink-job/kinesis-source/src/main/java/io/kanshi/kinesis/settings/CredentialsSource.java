package io.kanshi.kinesis.settings;

/** Where credentials come from; names as AWS's connectors have them. */
public enum CredentialsSource {
    /** Wherever the SDK finds them: environment, system properties, profile, container, instance. */
    AUTO,
    /** The two settings beside this one. */
    BASIC,
    ENV_VAR,
    SYS_PROP,
    PROFILE
}

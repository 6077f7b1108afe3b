package io.kanshi.forwarder.frame;

import org.jspecify.annotations.Nullable;

/** Whose logs these are: what the header of each frame says for all its events. Unknown parts are null. */
public record TaskIdentity(
        @Nullable String service,
        @Nullable String cluster,
        @Nullable String taskArn,
        @Nullable String taskDefinition) {

    /** Nothing is known, outside of ECS or before its metadata has answered. */
    public static final TaskIdentity UNKNOWN = new TaskIdentity(null, null, null, null);
}

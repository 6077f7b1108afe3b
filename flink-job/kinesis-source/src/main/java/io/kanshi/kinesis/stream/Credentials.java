package io.kanshi.kinesis.stream;

import io.kanshi.kinesis.settings.StreamAccess;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** From the setting to the SDK's class. */
final class Credentials {

    private Credentials() {}

    static AwsCredentialsProvider provider(StreamAccess access) {
        return switch (access.credentials()) {
            case AUTO -> DefaultCredentialsProvider.builder().build();
            case BASIC ->
                StaticCredentialsProvider.create(AwsBasicCredentials.create(access.accessKeyId(), access.secretKey()));
            case ENV_VAR -> EnvironmentVariableCredentialsProvider.create();
            case SYS_PROP -> SystemPropertyCredentialsProvider.create();
            case PROFILE ->
                access.profile().isEmpty()
                        ? ProfileCredentialsProvider.create()
                        : ProfileCredentialsProvider.create(access.profile());
        };
    }
}

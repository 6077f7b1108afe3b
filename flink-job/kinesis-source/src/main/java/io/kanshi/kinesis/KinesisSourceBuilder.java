package io.kanshi.kinesis;

import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.kinesis.settings.SettingsReader;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Makes a {@link KinesisSource}; methods as those of AWS's connector. The keys are {@link KinesisSourceOptions}. */
public final class KinesisSourceBuilder<T> {

    private final Configuration config = new Configuration();
    private String streamArn = "";
    private @Nullable KinesisDeserializationSchema<T> schema;

    KinesisSourceBuilder() {}

    public KinesisSourceBuilder<T> setStreamArn(String arn) {
        streamArn = arn;
        return this;
    }

    /** Adds to what was set before. */
    public KinesisSourceBuilder<T> setSourceConfig(Configuration sourceConfig) {
        config.addAll(sourceConfig);
        return this;
    }

    public KinesisSourceBuilder<T> setDeserializationSchema(KinesisDeserializationSchema<T> deserializationSchema) {
        schema = deserializationSchema;
        return this;
    }

    public KinesisSourceBuilder<T> setDeserializationSchema(DeserializationSchema<T> format) {
        return setDeserializationSchema(KinesisDeserializationSchema.of(format));
    }

    public KinesisSourceBuilder<T> setRetryStrategyMinDelay(Duration delay) {
        config.set(KinesisSourceOptions.SHORTEST_RETRY, delay);
        return this;
    }

    public KinesisSourceBuilder<T> setRetryStrategyMaxDelay(Duration delay) {
        config.set(KinesisSourceOptions.LONGEST_RETRY, delay);
        return this;
    }

    public KinesisSourceBuilder<T> setRetryStrategyMaxAttempts(Integer attempts) {
        config.set(KinesisSourceOptions.ATTEMPTS, attempts);
        return this;
    }

    /** An IllegalArgumentException names everything that is wrong. */
    public KinesisSource<T> build() {
        KinesisDeserializationSchema<T> given = schema;
        if (given == null) {
            throw new IllegalArgumentException("setDeserializationSchema must be called");
        }
        return new KinesisSource<>(SettingsReader.read(streamArn, config, Clock.systemUTC()), given);
    }
}

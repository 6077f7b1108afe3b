package io.kanshi.bench;

import io.kanshi.job.JobTypes;
import io.kanshi.job.RawRecord;
import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.KinesisSource;
import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.settings.KinesisSourceOptions;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/**
 * The production source on a {@link FilledStream}, from its start to when it was full, with the live job's settings. A record's arrival is
 * the one in its partition key: by the emulator's all of them would be late by weeks, which is other work for the rules.
 */
final class StreamSource {

    /** Of 43 KB: what a shard at its limit of 2 MB/s has new at each of the five reads a second. */
    private static final int RECORDS_PER_READ = 10;

    private StreamSource() {}

    static Source<RawRecord, ?, ?> of(FilledStream.Place place, Duration lateness) {
        Configuration config = new Configuration();
        config.set(KinesisSourceOptions.AWS_ENDPOINT, place.access().endpoint());
        config.set(KinesisSourceOptions.INIT_POSITION, InitialPosition.TRIM_HORIZON);
        config.set(KinesisSourceOptions.STOP_TIMESTAMP, String.format(Locale.ROOT, "%.3f", place.untilMillis() / 1e3));
        config.set(KinesisSourceOptions.QUIET_LATENESS, lateness);
        config.set(KinesisSourceOptions.MOST_RECORDS, RECORDS_PER_READ);
        return KinesisSource.<RawRecord>builder()
                .setStreamArn(place.access().streamArn())
                .setSourceConfig(config)
                .setDeserializationSchema(new ArrivedAsInCapture())
                .build();
    }

    private static final class ArrivedAsInCapture implements KinesisDeserializationSchema<RawRecord> {

        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<RawRecord> output) {
            output.collect(new RawRecord(record.bytes, Long.parseLong(record.partitionKey), Long.MIN_VALUE));
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return JobTypes.RAW_RECORD;
        }
    }
}

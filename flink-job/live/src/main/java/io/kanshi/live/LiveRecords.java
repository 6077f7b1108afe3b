package io.kanshi.live;

import io.kanshi.job.JobTypes;
import io.kanshi.job.RawRecord;
import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.KinesisSource;
import io.kanshi.kinesis.settings.InitialPosition;
import io.kanshi.kinesis.settings.KinesisSourceOptions;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/** The stream's records, and how far event time has come by them: as far as they have arrived, less the lateness. */
final class LiveRecords {

    private LiveRecords() {}

    static Source<RawRecord, ?, ?> source(LiveSettings.Stream stream, Duration lateness) {
        Configuration config = new Configuration();
        if (stream.endpoint() != null) {
            config.set(KinesisSourceOptions.AWS_ENDPOINT, stream.endpoint().toString());
        }
        Instant from = stream.from();
        if (from == null) {
            config.set(KinesisSourceOptions.INIT_POSITION, InitialPosition.TRIM_HORIZON);
        } else if (from.equals(Instant.MAX)) {
            config.set(KinesisSourceOptions.INIT_POSITION, InitialPosition.LATEST);
        } else {
            config.set(KinesisSourceOptions.INIT_POSITION, InitialPosition.AT_TIMESTAMP);
            config.set(KinesisSourceOptions.INIT_TIMESTAMP, seconds(from));
        }
        // A record's time is its arrival.
        config.set(KinesisSourceOptions.QUIET_LATENESS, lateness);
        Instant until = stream.until();
        if (until != null) {
            config.set(KinesisSourceOptions.STOP_TIMESTAMP, seconds(until));
        }
        return KinesisSource.<RawRecord>builder()
                .setStreamArn(stream.arn())
                .setSourceConfig(config)
                .setDeserializationSchema(new AsRawRecord())
                .build();
    }

    /** Epoch seconds, which need no form. */
    private static String seconds(Instant time) {
        return time.getEpochSecond() + "." + "%03d".formatted(time.getNano() / 1_000_000);
    }

    /** A shard is never idle: what one that could not be read gives later would be late. One that was read to its end tells the time. */
    static WatermarkStrategy<RawRecord> watermarks(Duration lateness) {
        return WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(lateness)
                .withTimestampAssigner((record, before) -> record.arrivalMillis);
    }

    private static final class AsRawRecord implements KinesisDeserializationSchema<RawRecord> {

        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(KinesisRecord record, String streamArn, String shardId, Collector<RawRecord> output) {
            output.collect(new RawRecord(record.bytes, record.arrivalMillis, Long.MIN_VALUE));
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return JobTypes.RAW_RECORD;
        }
    }
}

package io.kanshi.kinesis.table;

import io.kanshi.kinesis.KinesisRecord;
import java.util.Arrays;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;

/** What a record says beside its bytes, as columns {@code METADATA FROM '<key>'}; keys and types are those of AWS's connector. */
enum Metadata {
    /** The arrival, which Kinesis calls approximate. */
    TIMESTAMP("timestamp", DataTypes.TIMESTAMP_WITH_LOCAL_TIME_ZONE(3).notNull()) {
        @Override
        Object of(KinesisRecord record) {
            return TimestampData.fromEpochMillis(record.arrivalMillis);
        }
    },
    /** The same for all records that a producer aggregated into one. */
    SEQUENCE_NUMBER("sequence-number", DataTypes.VARCHAR(128).notNull()) {
        @Override
        Object of(KinesisRecord record) {
            return StringData.fromString(record.sequenceNumber);
        }
    },
    SHARD_ID("shard-id", DataTypes.VARCHAR(128).notNull()) {
        @Override
        Object of(KinesisRecord record) {
            return StringData.fromString(record.shardId);
        }
    };

    private final String key;
    private final DataType type;

    Metadata(String key, DataType type) {
        this.key = key;
        this.type = type;
    }

    static Metadata of(String key) {
        return Arrays.stream(values())
                .filter(column -> column.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metadata column has the key " + key));
    }

    String key() {
        return key;
    }

    DataType type() {
        return type;
    }

    /** As Flink's rows hold it. */
    abstract Object of(KinesisRecord record);
}

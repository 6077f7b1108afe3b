package io.kanshi.job.archive;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * The columns of the table {@code logs} and how each is encoded. Positions are those of the schema's leaves; the map
 * {@code attributes} has two.
 */
final class LogSchema {

    static final int TIME = 0;
    static final int TIME_NANOS = 1;
    static final int OBSERVED_TIME = 2;
    static final int LEVEL = 3;
    static final int SERVICE = 4;
    static final int CLUSTER = 5;
    static final int TASK_ID = 6;
    static final int TASK_DEFINITION = 7;
    static final int CONTAINER_NAME = 8;
    static final int CONTAINER_ID = 9;
    static final int SOURCE = 10;
    static final int MESSAGE = 11;
    static final int TRACE_ID = 12;
    static final int SPAN_ID = 13;
    static final int STATUS = 14;
    static final int METHOD = 15;
    static final int PATH = 16;
    static final int USER_AGENT = 17;
    static final int FINGERPRINT = 18;
    static final int ATTRIBUTE_KEY = 19;
    static final int ATTRIBUTE_VALUE = 20;
    static final int LOG = 21;
    static final int LOG_BASE64 = 22;
    static final int BOOT = 23;
    static final int LANE = 24;
    static final int SEQ = 25;
    static final int LINE = 26;

    static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .as(timestampType(true, MILLIS))
            .named("time")
            .required(INT64)
            .named("time_nanos")
            .required(INT64)
            .as(timestampType(true, MILLIS))
            .named("observed_time")
            .optional(BINARY)
            .as(stringType())
            .named("level")
            .required(BINARY)
            .as(stringType())
            .named("service")
            .optional(BINARY)
            .as(stringType())
            .named("cluster")
            .optional(BINARY)
            .as(stringType())
            .named("task_id")
            .optional(BINARY)
            .as(stringType())
            .named("task_definition")
            .optional(BINARY)
            .as(stringType())
            .named("container_name")
            .optional(BINARY)
            .as(stringType())
            .named("container_id")
            .optional(BINARY)
            .as(stringType())
            .named("source")
            .optional(BINARY)
            .as(stringType())
            .named("message")
            .optional(BINARY)
            .as(stringType())
            .named("trace_id")
            .optional(BINARY)
            .as(stringType())
            .named("span_id")
            .optional(INT32)
            .named("status")
            .optional(BINARY)
            .as(stringType())
            .named("method")
            .optional(BINARY)
            .as(stringType())
            .named("path")
            .optional(BINARY)
            .as(stringType())
            .named("user_agent")
            .optional(BINARY)
            .as(stringType())
            .named("fingerprint")
            .optionalMap()
            .key(BINARY)
            .as(stringType())
            .optionalValue(BINARY)
            .as(stringType())
            .named("attributes")
            .required(BINARY)
            .as(stringType())
            .named("log")
            .optional(BINARY)
            .as(stringType())
            .named("log_base64")
            .optional(BINARY)
            .as(stringType())
            .named("boot")
            .optional(INT32)
            .named("lane")
            .optional(INT64)
            .named("seq")
            .optional(INT32)
            .named("line")
            .named("logs");

    static final List<ColumnDescriptor> COLUMNS = SCHEMA.getColumns();

    /** Few different values, much repeated: a dictionary makes these small. On the others it would be built and thrown away. */
    private static final Set<String> DICTIONARY = Set.of(
            "observed_time",
            "level",
            "service",
            "cluster",
            "task_id",
            "task_definition",
            "container_name",
            "container_id",
            "source",
            "status",
            "method",
            "user_agent",
            "fingerprint",
            "attributes.key_value.key",
            "boot",
            "lane",
            "seq");

    /**
     * Minimum and maximum are kept where rows are sorted by the column or a query compares with it. On the others they would prune
     * nothing (random ids, free text), and each costs comparing every value twice.
     */
    private static final Set<String> STATISTICS = Set.of("time", "time_nanos", "level", "service", "status");

    /** One false hit in a hundred row groups; smaller costs more bytes than it saves reads. */
    private static final double FALSE_POSITIVES = 0.01;

    private LogSchema() {}

    /**
     * Encoding for one row group; its Bloom filters are sized by what is really in it. Parquet leaves a filter out where the column's
     * dictionary holds every value, as container ids' does unless there are very many: readers prune by the dictionary then.
     */
    static ParquetProperties properties(long traces, long containers) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withDictionaryEncoding(false)
                .withSizeStatisticsEnabled(false)
                .withValuesWriterFactory(new LogValuesWriters())
                .withPageSize(1 << 20);
        DICTIONARY.forEach(column -> builder.withDictionaryEncoding(column, true));
        for (ColumnDescriptor column : COLUMNS) {
            String name = String.join(".", column.getPath());
            builder.withStatisticsEnabled(name, STATISTICS.contains(name));
        }
        bloomFilter(builder, "trace_id", traces);
        bloomFilter(builder, "container_id", containers);
        return builder.build();
    }

    private static void bloomFilter(ParquetProperties.Builder builder, String column, long distinct) {
        if (distinct > 0) {
            builder.withBloomFilterEnabled(column, true)
                    .withBloomFilterNDV(column, distinct)
                    .withBloomFilterFPP(column, FALSE_POSITIVES);
        }
    }
}

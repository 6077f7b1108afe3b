package io.kanshi.kinesis.table;

import io.kanshi.kinesis.KinesisDeserializationSchema;
import io.kanshi.kinesis.KinesisSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/**
 * A stream as a table. The planner tells it which metadata columns a query reads and how watermarks are made, copies it as it likes, and
 * at last asks for the stream of rows. Watermarks are made in the source, so that each shard has its own. In the planner's thread.
 */
final class KinesisTable implements ScanTableSource, SupportsReadingMetadata, SupportsWatermarkPushDown {

    private final String name;
    private final String streamArn;
    private final Configuration config;
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType physicalType;
    private DataType producedType;
    private List<Metadata> metadata = List.of();
    private WatermarkStrategy<RowData> watermarks = WatermarkStrategy.noWatermarks();

    KinesisTable(
            String name,
            String streamArn,
            Configuration config,
            DecodingFormat<DeserializationSchema<RowData>> format,
            DataType physicalType) {
        this.name = name;
        this.streamArn = streamArn;
        this.config = config;
        this.format = format;
        this.physicalType = physicalType;
        this.producedType = physicalType;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return format.getChangelogMode();
    }

    @Override
    public Map<String, DataType> listReadableMetadata() {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (Metadata column : Metadata.values()) {
            types.put(column.key(), column.type());
        }
        return types;
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType produced) {
        metadata = keys.stream().map(Metadata::of).toList();
        producedType = produced;
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        watermarks = strategy;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        KinesisSource<RowData> source = KinesisSource.<RowData>builder()
                .setStreamArn(streamArn)
                .setSourceConfig(config)
                .setDeserializationSchema(schema(context))
                .build();
        return new Rows(name, source, watermarks);
    }

    private KinesisDeserializationSchema<RowData> schema(ScanContext context) {
        DeserializationSchema<RowData> rows = format.createRuntimeDecoder(context, physicalType);
        return new RowSchema(rows, metadata, context.createTypeInformation(producedType));
    }

    @Override
    public DynamicTableSource copy() {
        KinesisTable copy = new KinesisTable(name, streamArn, config, format, physicalType);
        copy.producedType = producedType;
        copy.metadata = metadata;
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "Kinesis " + streamArn;
    }

    /** A {@code SourceProvider} would leave no place for watermarks. */
    private record Rows(String name, KinesisSource<RowData> source, WatermarkStrategy<RowData> watermarks)
            implements DataStreamScanProvider {

        @Override
        public DataStream<RowData> produceDataStream(ProviderContext context, StreamExecutionEnvironment environment) {
            DataStreamSource<RowData> rows = environment.fromSource(source, watermarks, "Kinesis: " + name);
            context.generateUid("kinesis").ifPresent(rows::uid);
            return rows;
        }

        @Override
        public boolean isBounded() {
            return source.getBoundedness() == Boundedness.BOUNDED;
        }
    }
}

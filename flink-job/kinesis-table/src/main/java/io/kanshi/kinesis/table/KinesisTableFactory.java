package io.kanshi.kinesis.table;

import io.kanshi.kinesis.settings.KinesisSourceOptions;
import io.kanshi.kinesis.settings.KnownKeys;
import io.kanshi.kinesis.settings.RefusedKeys;
import io.kanshi.kinesis.settings.SettingsReader;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Makes the source of a table {@code WITH ('connector' = 'kinesis', …)}; options as those of AWS's connector. Flink finds it by its name in
 * META-INF/services and calls it while a query is planned. Never reaches AWS.
 */
public final class KinesisTableFactory implements DynamicTableSourceFactory {

    /** What is {@code setStreamArn} in the source's builder. */
    private static final ConfigOption<String> STREAM_ARN = text("stream.arn");

    private static final ConfigOption<String> REGION = text(KinesisSourceOptions.AWS_REGION.key());

    @Override
    public String factoryIdentifier() {
        return "kinesis";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(STREAM_ARN, REGION, FactoryUtil.FORMAT);
    }

    /** As text whatever they are: Flink would end at the first value that is wrong, the source's own reader names them all. */
    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return KnownKeys.all().stream()
                .filter(key -> !key.equals(REGION.key()))
                .map(KinesisTableFactory::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper checks = FactoryUtil.createTableFactoryHelper(this, context);
        DecodingFormat<DeserializationSchema<RowData>> format =
                checks.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
        // What AWS's connector has and ours has not, the reader refuses with the reason.
        checks.validateExcept(RefusedKeys.prefixes().toArray(new String[0]));
        String streamArn = checks.getOptions().get(STREAM_ARN);
        Configuration config = sourceConfig(context.getCatalogTable().getOptions());
        SettingsReader.read(streamArn, config, Clock.systemUTC());
        return new KinesisTable(
                context.getObjectIdentifier().asSummaryString(),
                streamArn,
                config,
                format,
                context.getPhysicalRowDataType());
    }

    private static Configuration sourceConfig(Map<String, String> options) {
        Configuration config = new Configuration();
        options.forEach((key, value) -> {
            if (KnownKeys.all().contains(key) || RefusedKeys.reason(key) != null) {
                config.setString(key, value);
            }
        });
        return config;
    }

    private static ConfigOption<String> text(String key) {
        return ConfigOptions.key(key).stringType().noDefaultValue();
    }
}

package io.kanshi.job.archive;

import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/** Parquet's own encoders, but {@link IdentityDictionary} for columns whose values come as the same objects again and again. */
final class LogValuesWriters implements ValuesWriterFactory {

    private static final Set<String> SAME_OBJECTS = Set.of(
            "level",
            "service",
            "cluster",
            "task_id",
            "task_definition",
            "container_name",
            "container_id",
            "source",
            "fingerprint",
            "boot");

    private final DefaultValuesWriterFactory others = new DefaultValuesWriterFactory();
    private ParquetProperties properties = ParquetProperties.builder().build();

    @Override
    public void initialize(ParquetProperties properties) {
        this.properties = properties;
        others.initialize(properties);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        if (!SAME_OBJECTS.contains(column.getPath()[0])) {
            return others.newValuesWriter(column);
        }
        return FallbackValuesWriter.of(
                new IdentityDictionary(properties.getDictionaryPageSizeThreshold(), properties.getAllocator()),
                new PlainValuesWriter(
                        properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator()));
    }
}

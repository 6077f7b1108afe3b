package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

    private static final String DIRECTIVE =
            "{\"_aws\":{\"Timestamp\":1661140279000,\"CloudWatchMetrics\":[{\"Namespace\":\"ECS/ContainerInsights\",\"Dimensions\":[[\"ClusterName\"]],"
                    + "\"Metrics\":[{\"Name\":\"CpuUtilized\",\"Unit\":\"None\"},{\"Name\":\"CpuReserved\"},{\"Name\":\"MemoryUtilized\"},{\"Name\":\"MemoryReserved\"},{\"Name\":\"q\\\"x\"}]}]},";

    @Test
    void takesListedNumbersAndDerivesPercentages() {
        Decoded.Row row = Decoded.line(
                DIRECTIVE
                        + "\"Type\":\"Container\",\"ServiceName\":\"evil\",\"CpuUtilized\":60.1594,\"CpuReserved\":1024,\"MemoryUtilized\":201.238,\"MemoryReserved\":250,\"Other\":5,\"q\\\"x\":7}");
        assertThat(row.metrics())
                .isEqualTo(Map.of(
                        "CpuUtilized", 60.1594,
                        "CpuReserved", 1024.0,
                        "MemoryUtilized", 201.238,
                        "MemoryReserved", 250.0,
                        "q\"x", 7.0,
                        "cpu_utilization", 100 * 60.1594 / 1024,
                        "memory_utilization", 100 * 201.238 / 250));
        assertThat(row.identity().service()).isEqualTo("shop");
        assertThat(row.level()).isNull();
        assertThat(row.attributes()).containsEntry("Type", "Container").containsEntry("Other", "5");
    }

    @Test
    void nothingIsDerivedFromNothing() {
        assertThat(Decoded.line(DIRECTIVE + "\"CpuUtilized\":60,\"CpuReserved\":0,\"MemoryUtilized\":201}")
                        .metrics())
                .containsOnlyKeys("CpuUtilized", "CpuReserved", "MemoryUtilized");
        assertThat(Decoded.line(DIRECTIVE + "\"CpuUtilized\":1e400,\"CpuReserved\":\"1024\",\"MemoryUtilized\":null}")
                        .metrics())
                .isEmpty();
        assertThat(Decoded.line(DIRECTIVE + "\"CpuUtilized\":{\"a\":1},\"x\":{\"CpuReserved\":5}}")
                        .metrics())
                .isEmpty();
    }

    @Test
    void anArrayCountsAsItsMean() {
        assertThat(Decoded.line(DIRECTIVE + "\"CpuUtilized\":[1,2,6],\"CpuReserved\":[]}")
                        .metrics())
                .isEqualTo(Map.of("CpuUtilized", 3.0));
    }

    @Test
    void anOrdinaryLineHasNone() {
        assertThat(Decoded.line("{\"CpuUtilized\":60,\"CpuReserved\":1024}").metrics())
                .isEmpty();
        assertThat(Decoded.line("{\"_aws\":{\"CloudWatchMetrics\":\"x\"},\"CpuUtilized\":60}")
                        .metrics())
                .isEmpty();
        assertThat(Decoded.line(
                                "{\"_aws\":{\"CloudWatchMetrics\":[{\"Metrics\":[{\"Name\":5}]},5]},\"CpuUtilized\":60}")
                        .metrics())
                .isEmpty();
    }

    @Test
    void moreThanAHundredMetricsAreBounded() {
        StringBuilder line = new StringBuilder("{\"_aws\":{\"CloudWatchMetrics\":[{\"Metrics\":[");
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            line.append(i == 0 ? "" : ",").append("{\"Name\":\"m").append(i).append("\"}");
            values.append(",\"m").append(i).append("\":").append(i);
        }
        Decoded.Row row = Decoded.line(line + "]}]}" + values + "}");
        assertThat(row.metrics()).hasSize(Metrics.MAX_METRICS).containsEntry("m99", 99.0);
    }
}

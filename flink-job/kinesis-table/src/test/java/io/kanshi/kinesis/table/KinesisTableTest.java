package io.kanshi.kinesis.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kanshi.testkit.sidecar.ReadFake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounded queries over a strict service, with the table and the query of the documentation. */
final class KinesisTableTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final int MINUTES = 6;

    private final EarlierClock clock = new EarlierClock();
    private final ReadFake fake = ReadFake.start(DocumentedTable.STREAM, 2, clock);
    private final List<Put> puts = new ArrayList<>();
    private DocumentedTable documented;

    @BeforeEach
    void read() throws IOException {
        documented = new DocumentedTable();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void rowsAndMetadataColumnsAreGiven() throws Exception {
        Instant before = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        put("a", "pay", "errors");
        put("b", "cart", "alerts");
        put("c", "web", "errors");
        List<Row> rows =
                query(RuntimeExecutionMode.STREAMING, "SELECT sequence_number, service, shard, arrival FROM derived");
        assertThat(rows)
                .extracting(row -> row.getField("sequence_number"), row -> row.getField("service"))
                .containsExactlyInAnyOrderElementsOf(puts.stream()
                        .map(put -> tuple(put.sequenceNumber(), put.service()))
                        .toList());
        assertThat(rows).extracting(row -> row.getField("shard")).isSubsetOf(fake.openShards());
        assertThat(rows)
                .extracting(row -> (Instant) row.getFieldAs("arrival"))
                .allSatisfy(arrival -> assertThat(arrival).isBetween(before, clock.instant()));
    }

    @Test
    void columnsOfTheFormatAloneAreGiven() throws Exception {
        put("a", "pay", "errors");
        put("b", "cart", "alerts");
        assertThat(query(RuntimeExecutionMode.STREAMING, "SELECT service, `type` FROM derived"))
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("+I[pay, errors]", "+I[cart, alerts]");
    }

    /** Shards are read at their own pace, each from its start: no row may be late for what another shard has given. */
    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "BATCH"})
    void windowsOverTheArrivalCountEveryRowOfEveryShard(RuntimeExecutionMode mode) throws Exception {
        for (int minute = MINUTES; minute > 0; minute--) {
            clock.behind(Duration.ofMinutes(10 + minute));
            for (int i = 0; i < 20; i++) {
                put("key-" + i, i % 4 == 0 ? "cart" : "pay", i % 5 == 0 ? "alerts" : "errors");
            }
            put("key-0", "pay", "errors");
        }
        clock.behind(Duration.ZERO);
        assertThat(fake.openShards()).hasSize(2);
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : query(mode, documented.errorsByTheMinute())) {
            counts.merge(row.getFieldAs("service"), row.<Long>getFieldAs("errors"), Long::sum);
        }
        assertThat(counts).isEqualTo(Map.of("cart", 4L * MINUTES, "pay", 13L * MINUTES));
    }

    private void put(String key, String service, String type) {
        String id = "id-" + puts.size();
        String json = "{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"service\":\"" + service + "\"}";
        puts.add(new Put(fake.put(key, json.getBytes(StandardCharsets.UTF_8)), service));
    }

    private List<Row> query(RuntimeExecutionMode mode, String query) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
        StreamTableEnvironment tables = StreamTableEnvironment.create(
                environment,
                (mode == RuntimeExecutionMode.BATCH ? settings.inBatchMode() : settings.inStreamingMode()).build());
        Map<String, String> options = new TreeMap<>(DocumentedTable.access(fake.endpoint()));
        options.put("source.stop.timestamp", String.valueOf(clock.millis() / 1e3 + 0.2));
        tables.executeSql(documented.create(options));
        try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
            List<Row> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }

    private record Put(String sequenceNumber, String service) {}
}

package io.kanshi.kinesis.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** What is refused while a query is planned, and with which names. Nothing is read. */
final class KinesisTableFactoryTest {

    private static final String COUNT = "SELECT COUNT(*) FROM derived";

    @Test
    void anUnknownOptionIsRefusedByItsName() {
        assertThatThrownBy(() -> plan(Map.of("source.shards", "2")))
                .hasStackTraceContaining("Unsupported options found for 'kinesis'")
                .hasStackTraceContaining("Unsupported options:\n\nsource.shards\n");
    }

    @Test
    void whatIsRequiredIsNamed() {
        assertThatThrownBy(() -> explain(
                        "CREATE TABLE derived (service STRING)" + " WITH ('connector' = 'kinesis', 'format' = 'json')"))
                .hasStackTraceContaining("Missing required options are:\n\naws.region\nstream.arn");
    }

    @Test
    void everyWrongValueIsNamedWithWhatItMustBe() {
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "source.init.timestamp.format", "yyyy",
                "source.stop.timestamp", "tomorrow",
                "source.reader.type", "EFO",
                "source.reader.threads", "0",
                "source.shard.discovery.interval", "often"));
        assertThatThrownBy(() -> plan(wrong))
                .hasStackTraceContaining(
                        "source.stop.timestamp must be a date of the form yyyy or epoch seconds: tomorrow")
                .hasStackTraceContaining("source.reader.type must be POLLING, enhanced fan-out is not supported: EFO")
                .hasStackTraceContaining("source.reader.threads must be from 1 to 64: 0")
                .hasStackTraceContaining("source.shard.discovery.interval cannot be read: ");
    }

    @Test
    void whatOnlyAwssConnectorHasIsRefusedWithTheReason() {
        Map<String, String> foreign = Map.of(
                "aws.credentials.provider", "WEB_IDENTITY_TOKEN",
                "aws.credentials.provider.role.arn", "arn:aws:iam::123456789012:role/reader",
                "source.reader.type", "EFO",
                "source.efo.consumer.name", "kanshi");
        assertThatThrownBy(() -> plan(foreign))
                .hasStackTraceContaining("aws.credentials.provider must be AUTO, BASIC, ENV_VAR, SYS_PROP or PROFILE,"
                        + " a web identity token is not supported: WEB_IDENTITY_TOKEN")
                .hasStackTraceContaining("aws.credentials.provider.role.arn must not be set, assuming a role is not"
                        + " supported, aws.credentials.provider can be AUTO,")
                .hasStackTraceContaining("source.reader.type must be POLLING, enhanced fan-out is not supported: EFO")
                .hasStackTraceContaining("source.efo.consumer.name must not be set, enhanced fan-out is not supported,"
                        + " source.reader.type is POLLING: kanshi");
    }

    @Test
    void aWrongStreamIsNamedByItsOption() {
        assertThatThrownBy(() -> explain("CREATE TABLE derived (service STRING) WITH ('connector' = 'kinesis',"
                        + " 'stream.arn' = 'derived', 'aws.region' = 'eu-central-1', 'format' = 'json')"))
                .hasStackTraceContaining("(in SQL stream.arn) must be given arn:aws:kinesis:");
    }

    @Test
    void aSecretIsNotTold() {
        assertThatThrownBy(() -> plan(Map.of("aws.credentials.provider.basic.secretkey", "hush", "source.shards", "2")))
                .satisfies(refused -> {
                    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                        assertThat(cause.getMessage()).doesNotContain("hush");
                    }
                });
    }

    @Test
    void anUnknownMetadataColumnIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> explain("CREATE TABLE derived (service STRING, k STRING METADATA FROM 'partition-key')"
                        + " WITH ('connector' = 'kinesis',"
                        + " 'stream.arn' = 'arn:aws:kinesis:eu-central-1:123456789012:stream/derived',"
                        + " 'aws.region' = 'eu-central-1', 'format' = 'json')"))
                .hasStackTraceContaining("timestamp\nsequence-number\nshard-id");
    }

    @Test
    void writingIsRefused() throws IOException {
        TableEnvironment tables = tables();
        tables.executeSql(new DocumentedTable().create(Map.of()));
        assertThatThrownBy(() -> tables.explainSql("INSERT INTO derived (`type`) VALUES ('errors')"))
                .hasStackTraceContaining("kinesis");
    }

    @Test
    void optionsOfTheFormatAndOfFlinksWatermarksAreTaken() {
        assertThatCode(() -> plan(Map.of(
                        "json.ignore-parse-errors", "true",
                        "scan.watermark.idle-timeout", "1 min",
                        "scan.watermark.alignment.group", "all",
                        "scan.watermark.alignment.max-drift", "1 min")))
                .doesNotThrowAnyException();
    }

    private static void plan(Map<String, String> options) throws IOException {
        Map<String, String> all = new TreeMap<>(DocumentedTable.access(URI.create("http://127.0.0.1:1")));
        all.putAll(options);
        explain(new DocumentedTable().create(all));
    }

    private static void explain(String create) {
        TableEnvironment tables = tables();
        tables.executeSql(create);
        tables.explainSql(COUNT);
    }

    private static TableEnvironment tables() {
        return TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    }
}

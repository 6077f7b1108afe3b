package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {

    private static final String HEADER = """
            {"kanshi":1,"boot":"b-1","lane":2,"seq":17,"events":2,"received":2,"joined":0,"shed":0,"held":0,\
            "ecs_cluster":"prod","ecs_task_arn":"arn:aws:ecs:eu-west-1:1:task/prod/t1","ecs_task_definition":"shop:3"}
            """;
    private static final String LINES = """
            {"time":"2026-10-31T12:00:00.5Z","container_id":"c1","container_name":"/app","source":"stderr","log":"one"}
            {"time":"2026-10-31T12:00:01Z","container_id":"c2","source":"stdout","log":"two",\
            "ecs_task_definition":"cart:9","joined":3}
            """;

    @Test
    void aFrameInAnyCompression() {
        byte[] plain = (HEADER + LINES).getBytes(StandardCharsets.UTF_8);
        for (byte[] record : List.of(plain, gzip(plain), Zstd.compress(plain))) {
            Decoded decoded = Decoded.of(record);
            assertThat(decoded.letters).isEmpty();
            assertThat(decoded.headers).hasSize(1);
            assertThat(decoded.events).extracting(Decoded.Row::log).containsExactly("one", "two");
            Decoded.Row one = decoded.events.get(0);
            assertThat(one.identity()).isEqualTo(new Identity("shop", "prod", "t1", "shop:3", "app", "c1", "stderr"));
            assertThat(one.timeNanos()).isEqualTo(1_793_448_000_500_000_000L);
            assertThat(one.boot()).isEqualTo("b-1");
            assertThat(one.seq()).isEqualTo(17);
            assertThat(one.level()).isNull();
            Decoded.Row two = decoded.events.get(1);
            assertThat(two.line()).isEqualTo(1);
            assertThat(two.joined()).isEqualTo(3);
            assertThat(two.identity().service()).isEqualTo("cart");
            assertThat(two.attributes()).containsOnly(java.util.Map.entry("kanshi.joined", "3"));
        }
    }

    @Test
    void aHeaderAloneIsAliveAndQuiet() {
        Decoded decoded = Decoded.of(HEADER);
        assertThat(decoded.headers).hasSize(1);
        assertThat(decoded.events).isEmpty();
        assertThat(decoded.letters).isEmpty();
    }

    @Test
    void defaultsOfOneFrameDoNotReachTheNextRecord() {
        Decoded decoded = new Decoded();
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (String record : List.of(HEADER + LINES, "{\"log\":\"x\",\"container_id\":\"c1\"}")) {
                byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
                decoder.decode(bytes, 0, bytes.length, Decoded.ARRIVAL, decoded);
            }
        }
        Decoded.Row last = decoded.events.get(2);
        assertThat(last.identity()).isEqualTo(new Identity("c1", null, null, null, null, "c1", null));
        assertThat(last.boot()).isNull();
        assertThat(last.timeNanos()).isEqualTo(Decoded.ARRIVAL * 1_000_000);
    }

    @Test
    void aBrokenLineInAFrameIsOneDeadLetterWithItsBytes() {
        Decoded decoded =
                Decoded.of(HEADER + "{\"log\":\"one\"} {\"log\":\"more\"}\nprose\n" + LINES + "{\"log\":\"cut");
        assertThat(decoded.events).hasSize(2);
        assertThat(decoded.events.get(0).line()).isEqualTo(2);
        assertThat(decoded.letters)
                .extracting(letter -> new String(letter.bytes(), StandardCharsets.UTF_8))
                .containsExactly("{\"log\":\"one\"} {\"log\":\"more\"}", "prose", "{\"log\":\"cut");
        assertThat(decoded.letters).allMatch(letter -> letter.reason() == DeadLetterReason.BROKEN_EVENT);
    }

    @Test
    void anUnknownVersionIsKeptWhole() {
        byte[] record = Zstd.compress(
                (HEADER.replace("\"kanshi\":1", "\"kanshi\":2") + LINES).getBytes(StandardCharsets.UTF_8));
        Decoded decoded = Decoded.of(record);
        assertThat(decoded.events).isEmpty();
        assertThat(decoded.letters).hasSize(1);
        assertThat(decoded.letters.get(0).reason()).isEqualTo(DeadLetterReason.UNKNOWN_FRAME_VERSION);
        assertThat(decoded.letters.get(0).bytes()).isEqualTo(record);
        assertThat(decoded.letters.get(0).lines()).isEqualTo(2);
    }

    @Test
    void aBrokenHeaderDoesNotCostTheEvents() {
        Decoded decoded = Decoded.of("{\"kanshi\":1,\"boot\":5}\n" + LINES);
        assertThat(decoded.events).hasSize(2).allMatch(row -> row.boot() == null);
        assertThat(decoded.letters).hasSize(1);
        assertThat(decoded.letters.get(0).lines()).isZero();
    }

    @Test
    void damagedCompressionIsKeptWhole() {
        byte[] record = Zstd.compress((HEADER + LINES.repeat(50)).getBytes(StandardCharsets.UTF_8));
        byte[] cut = java.util.Arrays.copyOf(record, record.length - 9);
        Decoded decoded = Decoded.of(cut);
        assertThat(decoded.letters).hasSize(1);
        assertThat(decoded.letters.get(0).reason()).isEqualTo(DeadLetterReason.BROKEN_COMPRESSION);
        assertThat(decoded.letters.get(0).bytes()).isEqualTo(cut);
    }

    @Test
    void aBombIsRefused() {
        Decoded decoded = Decoded.of(Zstd.compress(new byte[40 << 20]));
        assertThat(decoded.letters).hasSize(1);
        assertThat(decoded.letters.get(0).reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"a\"}{\"log\":\"b\"}{\"log\":\"c\"}",
                "{\"log\":\"a\"} {\"log\":\"b\"}\n{\"log\":\"c\"}\n",
                "{\"log\":\"a\"}\r\n\r\n{\"log\":\"b\"}\r\n{\"log\":\"c\"}",
                "{\n  \"log\": \"a\"\n}\n{\n  \"log\": \"b\"\n} {\"log\":\"c\"}"
            })
    void eventsOfOtherProducers(String record) {
        Decoded decoded = Decoded.of(record);
        assertThat(decoded.letters).isEmpty();
        assertThat(decoded.events).extracting(Decoded.Row::log).containsExactly("a", "b", "c");
        assertThat(Decoded.of(gzip(record.getBytes(StandardCharsets.UTF_8))).events)
                .hasSize(3);
    }

    @Test
    void aBrokenLineAmongOthersCostsOnlyItself() {
        Decoded decoded = Decoded.of(
                "{\"log\":\"a\"}\n{\"log\":\"b\nprose\n{\"log\":\"c\"}{\"log\":\"d\"} tail\n{\"log\":\"e\"}");
        assertThat(decoded.events).extracting(Decoded.Row::log).containsExactly("a", "c", "e");
        assertThat(decoded.letters)
                .extracting(letter -> new String(letter.bytes(), StandardCharsets.UTF_8))
                .containsExactly("{\"log\":\"b", "prose", "{\"log\":\"d\"} tail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prose", "[1,2]", "5", "\"text\"", "<xml/>\nmore", "\u0000\u0001"})
    void whatHoldsNoObjectIsOfUnknownFormat(String record) {
        Decoded decoded = Decoded.of(record);
        assertThat(decoded.events).isEmpty();
        assertThat(decoded.letters).hasSize(1);
        assertThat(decoded.letters.get(0).reason()).isEqualTo(DeadLetterReason.UNKNOWN_FORMAT);
        assertThat(new String(decoded.letters.get(0).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(record);
    }

    @Test
    void dockerJsonFile() {
        Decoded.Row row = Decoded.of(
                        "{\"log\":\"{\\\"level\\\":\\\"warn\\\",\\\"msg\\\":\\\"m\\\"}\\n\",\"stream\":\"stderr\",\"time\":\"2026-10-31T12:00:00.123456789Z\"}")
                .only();
        assertThat(row.log()).isEqualTo("{\"level\":\"warn\",\"msg\":\"m\"}");
        assertThat(row.level()).isEqualTo(Level.WARN);
        assertThat(row.identity().source()).isEqualTo("stderr");
        assertThat(row.timeNanos() % 1_000_000_000L).isEqualTo(123456789);
    }

    @Test
    void keysThatAParserLiftedAreTheApplications() {
        String record =
                "{\"date\":1793448000.25,\"level\":\"error\",\"message\":\"boom\",\"service\":\"spoof\",\"source\":\"db\",\"user\":{\"id\":7},"
                        + "\"joined\":9,\"container_name\":\"/app\",\"ecs_task_definition\":\"shop:3\"}";
        Decoded.Row row = Decoded.of(record).only();
        assertThat(row.log()).isEqualTo(record);
        assertThat(row.level()).isEqualTo(Level.ERROR);
        assertThat(row.message()).isEqualTo("boom");
        assertThat(row.identity().service()).isEqualTo("shop");
        assertThat(row.identity().source()).isNull();
        assertThat(row.joined()).isZero();
        assertThat(row.timeNanos()).isEqualTo(1_793_448_000_250_000_000L);
        assertThat(row.attributes())
                .containsEntry("user.id", "7")
                .containsEntry("source", "db")
                .doesNotContainKeys("date", "container_name");
    }

    @Test
    void aLabelNamesTheServiceAndNoLogTextDoes() {
        assertThat(Decoded.of(
                                "{\"log\":\"{\\\"service\\\":\\\"evil\\\"}\",\"service\":\"shop\",\"container_name\":\"/x\"}")
                        .only()
                        .identity()
                        .service())
                .isEqualTo("shop");
        assertThat(Decoded.of("{\"message\":\"x\",\"service\":\"lambda\"}")
                        .only()
                        .identity()
                        .service())
                .isEqualTo("lambda");
        assertThat(Decoded.of("{\"log\":\"x\"}").only().identity().service()).isEqualTo("unknown");
    }

    @Test
    void marksAndLabelsBecomeAttributesThatNoApplicationOverrides() {
        Decoded.Row row = Decoded.of(
                        "{\"log\":\"{\\\"ec2_instance_id\\\":\\\"evil\\\",\\\"kanshi.partial\\\":\\\"evil\\\",\\\"kanshi.x\\\":1}\",\"ec2_instance_id\":\"i-1\","
                                + "\"labels\":{\"team\":\"shop\"},\"partial\":\"incomplete\",\"truncated_bytes\":77}")
                .only();
        assertThat(row.attributes())
                .containsOnly(
                        java.util.Map.entry("ec2_instance_id", "i-1"),
                        java.util.Map.entry("labels.team", "shop"),
                        java.util.Map.entry("kanshi.partial", "incomplete"),
                        java.util.Map.entry("kanshi.truncated_bytes", "77"));
    }

    @ParameterizedTest
    @CsvSource({
        "600000, false,",
        "600001, true, ahead",
        "-604800000, false,",
        "-604800001, true, behind",
        "378432000000, true, ahead"
    })
    void timeIsHeldAgainstTheArrival(long offsetMillis, boolean implausible, String mark) {
        java.math.BigDecimal seconds = java.math.BigDecimal.valueOf(Decoded.ARRIVAL + offsetMillis, 3);
        Decoded.Row row = Decoded.of("{\"log\":\"x\",\"date\":" + seconds + "}").only();
        assertThat(row.implausible()).isEqualTo(implausible);
        assertThat(row.attributes().get("kanshi.time_implausible")).isEqualTo(mark);
        assertThat(row.timeNanos()).isEqualTo((Decoded.ARRIVAL + offsetMillis) * 1_000_000);
    }

    @Test
    void aTimeThatCannotBeReadIsKeptAsAMark() {
        Decoded.Row row = Decoded.of("{\"log\":\"x\",\"time\":\"yesterday\"}").only();
        assertThat(row.timeNanos()).isEqualTo(Decoded.ARRIVAL * 1_000_000);
        assertThat(row.implausible()).isFalse();
        assertThat(row.attributes()).containsEntry("kanshi.time_unreadable", "yesterday");
    }

    @Test
    void invalidUtf8IsReplacedAndKeptBeside() {
        byte[] record = "{\"log\":\"caf? \\\"x\\\"\",\"ec2\":\"?\"}".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < record.length; i++) {
            record[i] = record[i] == '?' ? (byte) 0xe9 : record[i];
        }
        Decoded.Row row = Decoded.of(record).only();
        assertThat(row.log()).isEqualTo("caf\ufffd \"x\"");
        byte[] original = Base64.getDecoder().decode(row.logBase64());
        assertThat(original).isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xe9, ' ', '"', 'x', '"'});
        assertThat(row.attributes()).containsEntry("ec2", "\ufffd");
    }

    @Test
    void aLongLineIsCutAndMarked() {
        Decoded.Row row = Decoded.line("ERROR: é" + "é".repeat(5 << 20));
        assertThat(row.level()).isEqualTo(Level.ERROR);
        assertThat(bytes(row)).isLessThanOrEqualTo(1 << 20);
        assertThat(row.log()).doesNotContain("\ufffd");
        long cut = Long.parseLong(row.attributes().get("kanshi.truncated_bytes"));
        assertThat(bytes(row) + cut).isEqualTo(9L + (10 << 20));
    }

    private static int bytes(Decoded.Row row) {
        return String.valueOf(row.log()).getBytes(StandardCharsets.UTF_8).length;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

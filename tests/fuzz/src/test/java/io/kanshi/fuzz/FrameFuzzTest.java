package io.kanshi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.ParsedHeader;
import io.kanshi.wire.ValidUtf8;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a record of the stream may hold: read as a frame it gives events, dead letters with a reason, or both, and never throws; a
 * header that was read is read again as the same; a line that the scanner takes is JSON to others too.
 */
final class FrameFuzzTest {

    private static final long ARRIVAL = 1_793_491_200_000L;
    private static final String HEADER =
            "{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":17,\"events\":1,\"received\":3,\"joined\":1,\"shed\":1,\"held\":0,"
                    + "\"service\":\"s\",\"ecs_cluster\":\"c\",\"ecs_task_arn\":\"a\",\"ecs_task_definition\":\"d:1\"}\n";
    private static final String EVENT =
            "{\"time\":\"2026-11-23T08:42:00.5Z\",\"container_id\":\"i\",\"source\":\"stdout\",\"log\":\"{\\\"level\\\":\\\"error\\\","
                    + "\\\"msg\\\":\\\"no\\\"}\",\"log_base64\":\"AA==\",\"joined\":2,\"partial\":\"incomplete\"}\n";

    private static final JsonScanner SCANNER = new JsonScanner();
    private static final Counting SINK = new Counting();
    private static final RecordDecoder DECODER = new RecordDecoder(EventsSettings.defaults());
    private static long inputs;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        HEADER + EVENT,
                        HEADER + EVENT + EVENT,
                        EVENT + EVENT,
                        HEADER,
                        HEADER.replace(":1,\"b", ":2,\"b"),
                        HEADER + "no JSON\n" + EVENT,
                        "{\"log\":\"2026-11-23 08:42:00 ERROR a.B - no\",\"date\":1.5}{\"log\":\"GET /health 200\"}",
                        HEADER
                                + "{\"time\":\"2026-11-23T08:42:00Z\",\"log\":\"{\\\"_aws\\\":{\\\"Timestamp\\\":1,\\\"CloudWatchMetrics\\\":"
                                + "[{\\\"Namespace\\\":\\\"n\\\",\\\"Dimensions\\\":[[]],\\\"Metrics\\\":[{\\\"Name\\\":\\\"CpuUtilized\\\"}]}]},"
                                + "\\\"CpuUtilized\\\":5,\\\"CpuReserved\\\":10}\"}\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .flatMap(bytes -> Stream.of(bytes, Compression.ZSTD.compress(bytes)));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15s")
    void frame(byte[] data) {
        inputs++;
        DECODER.decode(data, 0, data.length, ARRIVAL, SINK);
        header(data);
        line(data);
    }

    private static void header(byte[] data) {
        if (FrameHeaderJson.read(data, 0, data.length) instanceof ParsedHeader.Valid valid
                && ValidUtf8.holds(data, 0, data.length)) {
            byte[] written = FrameHeaderJson.write(valid.header());
            assertThat(FrameHeaderJson.read(written, 0, written.length - 1)).isEqualTo(valid);
        }
    }

    private static void line(byte[] data) {
        SCANNER.reset(data, 0, data.length);
        boolean object = SCANNER.next() == JsonScanner.Token.OBJECT_START
                && SCANNER.skip(JsonScanner.Token.OBJECT_START)
                && SCANNER.next() == JsonScanner.Token.END;
        if (object && ValidUtf8.holds(data, 0, data.length) && !hasSurrogates(data)) {
            assertThat(StrictJson.isObject(data, 0, data.length))
                    .as("JSON to others")
                    .isTrue();
        }
    }

    /** Lone ones in keys are refused by Jackson and replaced by the scanner. */
    private static boolean hasSurrogates(byte[] data) {
        return new String(data, StandardCharsets.UTF_8).contains("\\u");
    }

    @AfterAll
    static void say() {
        Said.say("frame: " + Said.count(inputs) + " inputs, " + Said.count(SINK.headers) + " headers, "
                + Said.count(SINK.events) + " events with " + Said.count(SINK.characters)
                + " characters, " + Said.count(SINK.letters) + " dead letters");
    }

    /** Counts, and looks at every event as the job would. */
    private static final class Counting implements EventSink {
        private long events;
        private long characters;
        private long letters;
        private long headers;

        @Override
        public void event(LogEvent event) {
            events++;
            characters += event.log.toString().length()
                    + event.message.toString().length()
                    + event.path.toString().length();
            for (int i = 0; i < event.attributes.size(); i++) {
                characters += event.attributes.key(i).toString().length()
                        + event.attributes.value(i).toString().length();
            }
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            letters++;
            assertThat(letter.reason()).isNotNull();
        }

        @Override
        public void header(FrameHeader header) {
            headers++;
        }
    }
}

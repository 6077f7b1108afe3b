package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: nothing is thrown, every line has one outcome, and what comes out is valid text within its bounds. */
class HostileInputTest {

    private static final byte[] HEADER = bytes("{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":0,\"events\":1}\n");
    private static final String[] LOGS = {
        "{\"level\":\"error\",\"msg\":\"boom \\u00e9 \\\"x\\\"\",\"trace_id\":\"4bf92f3577b34da6\",\"status\":500,\"a\":{\"b\":[1,{\"c\":null}]},\"path\":\"/x\"}",
        "2026-01-01 12:00:00,123 [main] ERROR c.x.Y - order 5 failed\njava.lang.IllegalStateException: gone\n\tat a.B.c(B.java:1)",
        "10.0.0.7 - - [17/May/2026:10:05:00 +0000] \"GET /healthz HTTP/1.1\" 503 2 \"-\" \"ELB-HealthChecker/2.0\"",
        "ts=2026-01-01T12:00:00Z level=warn msg=\"slow query\" took=12ms trace_id=4bf92f3577b34da6",
        "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Metrics\":[{\"Name\":\"CpuUtilized\"},{\"Name\":\"CpuReserved\"}]}]},\"CpuUtilized\":[5,6],\"CpuReserved\":7}",
        "E0102 15:04:05.678901       1 reflector.go:123] Failed",
        "\u001b[31mERROR\u001b[0m [x] <14> é日本語 \u202e 'quoted"
    };

    private final long seed = Long.getLong("kanshi.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Checked sink = new Checked();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void decode(byte[] record) {
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            decode(decoder, record);
        }
    }

    private void decode(RecordDecoder decoder, byte[] record) {
        sink.outcomes = 0;
        try {
            decoder.decode(record, 0, record.length, Decoded.ARRIVAL, sink);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + new String(record, StandardCharsets.ISO_8859_1), e);
        }
    }

    @Test
    void everyLineOfAFrameHasOneOutcome() {
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (int round = 0; round < 5_000; round++) {
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                frame.writeBytes(HEADER);
                int lines = random.nextInt(6);
                for (int i = 0; i < lines; i++) {
                    byte[] line = mutated(bytes(Decoded.event(LOGS[random.nextInt(LOGS.length)])));
                    frame.writeBytes(line);
                    frame.write('\n');
                }
                decode(decoder, frame.toByteArray());
                assertThat(sink.outcomes).as("seed " + seed + " " + frame).isEqualTo(lines);
            }
        }
    }

    /** Some bytes changed, removed or doubled; never a line feed, and never nothing but blanks. */
    private byte[] mutated(byte[] line) {
        byte[] bytes = line.clone();
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 2; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\ 0-e".charAt(random.nextInt(12));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) 'n' : bytes[i];
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).isBlank() ? new byte[] {'x'} : bytes;
    }

    @Test
    void mutatedLinesOfApplicationsAreEventsStill() {
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (int round = 0; round < 20_000; round++) {
                String log = new String(mutated(bytes(LOGS[random.nextInt(LOGS.length)])), StandardCharsets.UTF_8);
                sink.letters = 0;
                decode(decoder, bytes("{\"log\":" + Decoded.quote(log) + "}"));
                assertThat(sink.outcomes).isEqualTo(1);
                assertThat(sink.letters).isZero();
            }
        }
    }

    @Test
    void randomBytes() {
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (int round = 0; round < 20_000; round++) {
                byte[] record = new byte[random.nextInt(300)];
                random.nextBytes(record);
                if (round % 2 == 0) {
                    for (int i = 0; i < record.length; i++) {
                        record[i] = (byte) "{}[]\",:\\\n log0-e\"\"".charAt((record[i] & 0xff) % 18);
                    }
                }
                decode(decoder, record);
            }
        }
    }

    @Test
    void cutFrames() {
        byte[] plain = bytes(new String(HEADER, StandardCharsets.UTF_8) + Decoded.event(LOGS[0]) + "\n"
                + Decoded.event(LOGS[1]) + "\n");
        for (byte[] whole :
                new byte[][] {plain, RecordDecoderTest.gzip(plain), com.github.luben.zstd.Zstd.compress(plain)}) {
            for (int length = 0; length < whole.length; length++) {
                decode(Arrays.copyOf(whole, length));
                assertThat(sink.outcomes).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void tenMegabytesOfOneLine() {
        int size = 10 << 20;
        for (String filler : new String[] {
            "x", "{", "\"", "\\", "a=1 ", "[", "é", "'", "1", "GET /", "\t", "trace_id=", "((", "java.Error\n"
        }) {
            decode(bytes(Decoded.event(filler.repeat(size / filler.length()))));
            assertThat(sink.outcomes).isEqualTo(1);
        }
        decode(bytes("{\"log\":\"x\",\"" + "k".repeat(size) + "\":{\"a\":1,\"b\":2},\"container_name\":\""
                + "n".repeat(size) + "\"}"));
        assertThat(sink.outcomes).isEqualTo(1);
        decode(bytes("x".repeat(size)));
        decode(bytes("{\"a\":".repeat(size / 5)));
        decode(bytes("{\"log\":[\n".repeat(size / 9)));
        decode(bytes("{\"log\":\"a\"}".repeat(size / 11)));
    }

    @Test
    void deepAndWide() {
        Decoded.Row deep = Decoded.line("{\"level\":\"error\",\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        assertThat(deep.message()).startsWith("{\"level\"");
        assertThat(Decoded.line("{\"level\":\"error\",\"a\":" + "{\"a\":".repeat(200) + "1" + "}".repeat(200) + "}")
                        .level())
                .isEqualTo(Level.ERROR);
        StringBuilder wide = new StringBuilder("{\"level\":\"error\"");
        for (int i = 0; i < 10_000; i++) {
            wide.append(",\"key").append(i).append("\":\"value").append(i).append('"');
        }
        Decoded.Row row = Decoded.line(wide + ",\"msg\":\"last\"}");
        assertThat(row.level()).isEqualTo(Level.ERROR);
        assertThat(row.message()).isEqualTo("last");
        assertThat(row.attributes())
                .hasSize(Fields.MAX_KEYS + 1)
                .containsEntry("kanshi.attributes_cut", Integer.toString(10_000 - Fields.MAX_KEYS));
    }

    /** Counts, and looks at every text that comes out. */
    private static final class Checked implements EventSink {
        int outcomes;
        int letters;

        @Override
        public void event(LogEvent event) {
            outcomes++;
            check(event.log);
            check(event.logBase64);
            check(event.message);
            check(event.traceId);
            check(event.spanId);
            check(event.method);
            check(event.path);
            check(event.userAgent);
            for (int i = 0; i < event.attributes.size(); i++) {
                check(event.attributes.key(i));
                check(event.attributes.value(i));
            }
            assertThat(event.log.length()).isLessThanOrEqualTo(1 << 20);
            assertThat(event.identity.service()).isNotEmpty();
            Redaction.sample(event.message);
        }

        private static void check(Utf8 text) {
            if (!Utf8Repair.isValid(text)) {
                throw new AssertionError("broken text: " + text);
            }
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            outcomes++;
            letters++;
        }

        @Override
        public void header(FrameHeader header) {}
    }
}

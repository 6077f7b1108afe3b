package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.replay.source.Replayed.Seen;
import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files may hold, and what is made of it. */
final class FormatsTest {

    private static final Container SHOP = Container.of("shop-api");
    private static final long START = CapturedLine.nanos(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void fireLensAndFluentBit() throws IOException {
        List<CapturedLine> lines = lines(3);
        Replayed times = Replayed.of(CaptureFiles.write(folder.resolve("a.ndjson"), lines));
        Replayed dates = Replayed.of(CaptureFiles.write(folder.resolve("b.ndjson"), lines, CapturedLine::fluentBit));

        assertThat(dates.events).isEqualTo(times.events).hasSize(3);
        assertThat(times.events.get(0))
                .isEqualTo(new Seen("shop-api/" + SHOP.id() + "/stdout", START, "line 0", 0, false));
    }

    @Test
    void dockersOwnFiles() throws IOException {
        String longLine = "x".repeat(40_000);
        List<CapturedLine> lines =
                Capture.pieces(new CapturedLine(SHOP, "stdout", Instant.parse("2026-03-01T10:00:00Z"), longLine), "p");
        Path file = folder.resolve(SHOP.id()).resolve(SHOP.id() + "-json.log");
        CaptureFiles.write(file, lines, CapturedLine::jsonFile);
        Replayed replayed = Replayed.of(file);

        assertThat(lines).hasSize(3);
        assertThat(replayed.events)
                .containsExactly(new Seen("shop-api/" + SHOP.id() + "/stdout", START, longLine, 2, false));
        assertThat(replayed.received).isEqualTo(3);
    }

    @Test
    void piecesOfFireLens() throws IOException {
        String longLine = "{\"msg\":\"" + "x".repeat(40_000) + "\"}";
        List<CapturedLine> lines = new Capture(SHOP, "2026-03-01T10:00:00Z")
                .pieces(longLine, "id-1")
                .lines();
        Replayed replayed = Replayed.of(CaptureFiles.write(folder.resolve("a.ndjson"), lines));

        assertThat(replayed.logs()).containsExactly(longLine);
        assertThat(replayed.joined).isEqualTo(2);
    }

    @Test
    void framesWithTheirHeaders() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (FrameWriter frame = new FrameWriter()) {
            for (int seq = 0; seq < 2; seq++) {
                byte[] line = ("{\"time\":\"2026-03-01T10:00:0" + seq
                                + "Z\",\"container_id\":\"c\",\"source\":\"stdout\",\"log\":\"line " + seq + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                frame.add(line, 0, line.length);
                stream.writeBytes(frame.seal(FrameHeader.of("boot", 0, seq, 1)
                        .withTotals(seq + 1, 0, 0, 0)
                        .withSender("service-" + seq, "prod", null, null)));
            }
        }
        Replayed replayed = Replayed.of(Files.write(folder.resolve("stream"), stream.toByteArray()));

        assertThat(replayed.events).extracting(Seen::who).containsExactly("service-0/c/stdout", "service-1/c/stdout");
        assertThat(replayed.received).isEqualTo(2);
    }

    @Test
    void valuesWithoutLineBreaks() throws IOException {
        StringBuilder all = new StringBuilder();
        lines(5000).forEach(line -> all.append(line.fireLens()));
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("a.json"), all));

        assertThat(replayed.logs())
                .isEqualTo(lines(5000).stream().map(CapturedLine::log).toList());
    }

    @Test
    void plainTextWithTimes() throws IOException {
        Path file = Files.writeString(folder.resolve("app.log.2"), """
                2026-03-01 10:00:00,500 ERROR it broke
                java.lang.IllegalStateException: gone
                \tat com.example.Order.handle(Order.java:12)

                [01/Mar/2026:10:00:02 +0000] "GET / HTTP/1.1" 200
                2026-03-01T19:00:03+09:00 last""");
        Replayed replayed = Replayed.of(file);

        assertThat(replayed.events)
                .containsExactly(
                        new Seen(
                                "app/null/stdout",
                                START + 500_000_000,
                                "2026-03-01 10:00:00,500 ERROR it broke\njava.lang.IllegalStateException: gone\n\tat com.example.Order.handle(Order.java:12)",
                                2,
                                false),
                        new Seen(
                                "app/null/stdout",
                                START + 2_000_000_000L,
                                "[01/Mar/2026:10:00:02 +0000] \"GET / HTTP/1.1\" 200",
                                0,
                                false),
                        new Seen(
                                "app/null/stdout", START + 3_000_000_000L, "2026-03-01T19:00:03+09:00 last", 0, false));
        assertThat(replayed.received).isEqualTo(6);
        assertThat(replayed.joined).isEqualTo(3);
    }

    @Test
    void plainTextInAnotherZone() throws IOException {
        Path file = Files.writeString(folder.resolve("app.log"), "2026-03-01 19:00:00 INFO started\nno time here\n");
        ReplaySettings tokyo =
                new ReplaySettings(ReplaySettings.DEFAULTS.lateness(), null, null, ZoneId.of("Asia/Tokyo"));

        assertThat(Replayed.of(List.of(file), tokyo).events)
                .extracting(Seen::nanos)
                .containsExactly(START, START);
    }

    @Test
    void plainTextWithoutTimesHasTheFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("app.log"), "one\ntwo\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));

        assertThat(Replayed.of(file).events).extracting(Seen::nanos).containsExactly(START, START);
    }

    @Test
    void jsonWithoutAnEnvelopeIsText() throws IOException {
        String line = "{\"ts\":\"2026-03-01T10:00:00Z\",\"level\":\"info\",\"msg\":\"hello\"}";
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("worker.log.gz.1"), line + "\n"));

        assertThat(replayed.events).containsExactly(new Seen("worker/null/stdout", START, line, 0, false));
    }

    @Test
    void brokenLinesAmongEventsAreDeadLetters() throws IOException {
        List<String> lines = List.of(
                lines(1).get(0).fireLens(),
                "{\"time\":\"2026",
                "no JSON at all",
                "",
                "[1,2]",
                lines(2).get(1).fireLens() + " trailing");
        Replayed replayed = Replayed.of(Files.write(folder.resolve("a.ndjson"), lines));

        assertThat(replayed.logs()).containsExactly("line 0", "line 1");
        assertThat(replayed.deadLetters).containsExactly("{\"time\":\"2026", "no JSON at all", "[1,2]", "trailing");
        assertThat(replayed.received).isEqualTo(6);
    }

    @Test
    void whatTheSidecarJoinedIsAddedUp() throws IOException {
        String event =
                "{\"time\":\"2026-03-01T10:00:00Z\",\"container_name\":\"pay\",\"source\":\"stderr\",\"joined\":3,\"log\":"
                        + "\"java.lang.IllegalStateException: no\\n\\tat a.B.c(B.java:1)\"}\n";
        String line = "{\"time\":\"2026-03-01T10:00:00Z\",\"container_name\":\"pay\",\"source\":\"stderr\","
                + "\"log\":\"\\tat d.E.f(E.java:2)\"}\n";
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("a.ndjson"), event + line + line));

        assertThat(replayed.events).singleElement().extracting(Seen::joined).isEqualTo(5);
    }

    @Test
    void aFrameOfAnUnknownVersionStaysWhole() throws IOException {
        String header = "{\"kanshi\":2,\"service\":\"checkout\"}";
        String lines = "{\"a\":1}\n\n{\"b\":2}\n";
        String known = """
                {"kanshi":1,"boot":"b","lane":0,"seq":0,"events":1}
                {"time":"2026-03-01T10:00:00Z","container_name":"pay","log":"known"}
                """;
        String alone = "{\"kanshi\":3}";
        Replayed replayed = Replayed.of(Files.writeString(
                folder.resolve("frames.ndjson"),
                known + header + "\n" + lines + known + alone + "\n" + header + "\n" + lines));

        assertThat(replayed.logs()).containsExactly("known", "known");
        assertThat(replayed.deadLetters)
                .containsExactlyInAnyOrder(header + "\n" + lines, alone + "\n", header + "\n" + lines);
        assertThat(replayed.received).isEqualTo(6);
        assertThat(replayed.deadLetterLines).isEqualTo(4);
    }

    @Test
    void aForeignFrameInADeadLetterStaysOne() throws IOException {
        String frame = "{\"kanshi\":2}\n{\"a\":1}\n";
        String row =
                "{\"arrival_time\":\"2026-03-01T10:00:05Z\",\"reason\":\"unknown-frame-version\",\"lines\":1,\"dead_letter\":\""
                        + Base64.getEncoder().encodeToString(frame.getBytes(StandardCharsets.UTF_8)) + "\"}";
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("dead_letters-0.ndjson"), row + "\n"));

        assertThat(replayed.deadLetters).containsExactly(frame);
        assertThat(replayed.received).isEqualTo(1);
    }

    @Test
    void aForeignFrameLargerThanARecordIsSeveralWithItsHeader() throws IOException {
        String header = "{\"kanshi\":2}\n";
        String line = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n";
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("frames.ndjson"), header + line.repeat(20)));

        assertThat(replayed.deadLetters).hasSize(2).allMatch(letter -> letter.startsWith(header));
        assertThat(replayed.deadLetterLines).isEqualTo(20);
    }

    @Test
    void deadLettersAreReadBack() throws IOException {
        String inner = lines(1).get(0).fireLens() + "\n{\"broken\n";
        String row =
                "{\"arrival_time\":\"2026-03-01T10:00:05Z\",\"reason\":\"unknown-frame-version\",\"lines\":2,\"dead_letter\":\""
                        + Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)) + "\"}";
        Replayed replayed = Replayed.of(Files.writeString(folder.resolve("dead_letters-0.ndjson"), row + "\n" + row));

        assertThat(replayed.logs()).containsExactly("line 0", "line 0");
        assertThat(replayed.deadLetters).containsExactly("{\"broken", "{\"broken");
        assertThat(replayed.received).isEqualTo(4);
    }

    @Test
    void compressedMembersInARow() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (CapturedLine line : lines(3)) {
            try (GZIPOutputStream member = new GZIPOutputStream(content)) {
                member.write((line.fireLens() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = Files.write(folder.resolve("named-wrongly.zst"), content.toByteArray());

        assertThat(Replayed.of(file).logs()).containsExactly("line 0", "line 1", "line 2");
    }

    @Test
    void aFileThatBreaksOffIsReadAsFarAsItGoes() throws IOException {
        for (String suffix : List.of(".gz", ".zst")) {
            Path whole = CaptureFiles.write(folder.resolve("whole.ndjson" + suffix), lines(30_000));
            byte[] bytes = Files.readAllBytes(whole);
            Path half = Files.write(folder.resolve("half" + suffix), Arrays.copyOf(bytes, bytes.length / 2));
            Replayed replayed = Replayed.of(half);

            assertThat(replayed.events.size()).isBetween(2_000, 29_000);
            assertThat(replayed.counts.damages)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("half" + suffix, "damaged behind byte");
        }
    }

    @Test
    void hostileText() throws IOException {
        byte[] start = "2026-03-01 10:00:00 bad ".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(start);
        text.writeBytes(new byte[] {(byte) 0xff, 0, 27, '[', '3', '1', 'm', '"', '\\', '\r', 'x', '\r', '\n'});
        Replayed replayed = Replayed.of(Files.write(folder.resolve("a.log"), text.toByteArray()));

        assertThat(replayed.logs()).containsExactly("2026-03-01 10:00:00 bad \uFFFD\0\u001b[31m\"\\\rx");
        assertThat(replayed.deadLetters).isEmpty();
    }

    @Test
    void veryLongLinesAreCut() throws IOException {
        String text = "2026-03-01 10:00:00 " + "é".repeat(5_000_000);
        String longer = "2026-03-01 10:00:01 " + "x".repeat(20_000_000);
        Path plain = Files.writeString(folder.resolve("a.log"), text + "\n" + longer + "\n2026-03-01 10:00:02 after\n");
        Path events = CaptureFiles.write(
                folder.resolve("a.ndjson"),
                new Capture(SHOP, "2026-03-01T10:00:00Z").out(text, "after").lines());
        Replayed replayed = Replayed.of(plain, events);

        assertThat(replayed.received).isEqualTo(5);
        assertThat(replayed.deadLetters).isEmpty();
        assertThat(replayed.logs())
                .allSatisfy(log ->
                        assertThat(log.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1 << 20));
        assertThat(replayed.logs()).contains("after", "2026-03-01 10:00:02 after");
    }

    @Test
    void aSpanOfTime() throws IOException {
        Path file = CaptureFiles.write(folder.resolve("a.ndjson"), lines(100));
        ReplaySettings span = new ReplaySettings(
                ReplaySettings.DEFAULTS.lateness(),
                Instant.parse("2026-03-01T10:00:10Z"),
                Instant.parse("2026-03-01T10:00:20Z"),
                ZoneId.of("UTC"));
        Replayed replayed = Replayed.of(List.of(file), span);

        assertThat(replayed.logs())
                .isEqualTo(IntStream.range(10, 20).mapToObj(i -> "line " + i).toList());
        assertThat(replayed.counts.skipped).isEqualTo(90);
        assertThat(replayed.received).isEqualTo(10);
    }

    @Test
    void emptyFilesAndMarks() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.log"));
        Path marked = Files.writeString(
                folder.resolve("marked.ndjson"), "\uFEFF" + lines(1).get(0).fireLens() + "\r\n\r\n");

        assertThat(Replayed.of(empty).records).isEmpty();
        assertThat(Replayed.of(marked, empty).logs()).containsExactly("line 0");
    }

    @Test
    void theLastHeaderAddsUp() throws IOException {
        Replayed replayed = Replayed.of(CaptureFiles.write(folder.resolve("a.ndjson"), lines(1000)));
        FrameHeader last = java.util.Objects.requireNonNull(replayed.lastHeader());

        assertThat(last.events()).isZero();
        assertThat(last.received()).isEqualTo(1000);
        assertThat(last.held()).isZero();
        assertThat(replayed.headers.stream().mapToLong(FrameHeader::events).sum() + last.joined())
                .isEqualTo(1000);
    }

    private static List<CapturedLine> lines(int count) {
        Instant start = Instant.parse("2026-03-01T10:00:00Z");
        return IntStream.range(0, count)
                .mapToObj(i -> new CapturedLine(SHOP, "stdout", start.plusSeconds(i), "line " + i))
                .toList();
    }
}

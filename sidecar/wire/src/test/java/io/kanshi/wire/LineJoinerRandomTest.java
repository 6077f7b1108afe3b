package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random traffic of several streams: nothing is lost, and what one stream gives does not depend on the others. */
class LineJoinerRandomTest {

    private static final String[] TEXTS = {
        "2026-01-01 INFO x",
        "{\"a\":1}",
        "{",
        "}",
        "",
        "java.lang.Error: x",
        "\tat a.b(C.java:1)",
        "Caused by: d.E",
        " INFO y",
        "Traceback (most recent call last):",
        "  File \"x\"",
        "ValueError: x",
        "panic: x",
        "goroutine 1 [running]:",
        "main.f(0x1)",
        "plain",
        "... 3 more"
    };
    private static final int PIECE = 5;

    private record Entry(int stream, long time, String text, LineJoiner.@Nullable Piece piece) {}

    private final Random random = Seed.random("LineJoinerRandomTest");

    @Test
    void interleavedStreamsGiveTheSameEventsAsEachAlone() {
        for (int round = 0; round < 300; round++) {
            int streams = 1 + random.nextInt(5);
            List<Entry> entries = traffic(streams, 200);
            List<List<String>> together = play(entries, streams, JoinLimits.DEFAULTS);
            for (int stream = 0; stream < streams; stream++) {
                int only = stream;
                List<Entry> alone =
                        entries.stream().filter(entry -> entry.stream == only).toList();
                assertThat(together.get(stream))
                        .isEqualTo(play(alone, streams, JoinLimits.DEFAULTS).get(stream));
            }
        }
    }

    @Test
    void tightLimitsLoseNothing() {
        for (int round = 0; round < 500; round++) {
            JoinLimits tight = new JoinLimits(
                    random.nextInt(2000),
                    random.nextInt(4000),
                    1 + random.nextInt(4),
                    1 + random.nextInt(60),
                    random.nextInt(4),
                    random.nextInt(200));
            play(traffic(4, 200), 4, tight);
        }
    }

    @Test
    void cutAnywhereALineIsThatLine() {
        for (int round = 0; round < 500; round++) {
            List<Entry> whole = new ArrayList<>();
            List<Entry> cut = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String text = TEXTS[random.nextInt(TEXTS.length)] + "x".repeat(random.nextInt(20));
                whole.add(new Entry(0, i, text, null));
                List<Entry> pieces = cut(0, i, text, "id" + i);
                Collections.shuffle(pieces, random);
                cut.addAll(pieces);
            }
            assertThat(play(cut, 1, JoinLimits.DEFAULTS)).isEqualTo(play(whole, 1, JoinLimits.DEFAULTS));
        }
    }

    /** Lines in the order of time, some of them cut, some pieces lost, some sent twice. */
    private List<Entry> traffic(int streams, int count) {
        List<Entry> entries = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(8) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(1000);
            int stream = random.nextInt(streams);
            String text = TEXTS[random.nextInt(TEXTS.length)];
            if (random.nextInt(4) > 0) {
                entries.add(new Entry(stream, time, text, null));
                continue;
            }
            List<Entry> pieces = cut(stream, time, text + "and more", "id" + random.nextInt(3));
            if (random.nextInt(3) == 0) {
                Collections.shuffle(pieces, random);
                Entry first = pieces.get(0);
                pieces.remove(first);
                pieces.addAll(random.nextBoolean() ? List.of() : List.of(first, first));
            }
            entries.addAll(pieces);
        }
        return entries;
    }

    private static List<Entry> cut(int stream, long time, String text, String id) {
        List<Entry> pieces = new ArrayList<>();
        int ordinal = 1;
        for (int from = 0; from <= text.length(); from += PIECE) {
            int to = Math.min(from + PIECE, text.length());
            boolean last = from + PIECE > text.length();
            pieces.add(new Entry(stream, time, text.substring(from, to), new LineJoiner.Piece(id, ordinal++, last)));
        }
        return pieces;
    }

    /** Every stream's events; checks that what goes in comes out. */
    private List<List<String>> play(List<Entry> entries, int streams, JoinLimits limits) {
        LineJoiner<TextLine> joiner = new LineJoiner<>(limits);
        List<LineJoiner.Stream<TextLine>> all = new ArrayList<>();
        List<List<String>> events = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            all.add(new LineJoiner.Stream<>());
            events.add(new ArrayList<>());
        }
        long bytes = 0;
        for (Entry entry : entries) {
            joiner.advance(
                    entry.time, event -> events.get(all.indexOf(event.stream())).add(event.toString()));
            joiner.accept(
                    new TextLine(all.get(entry.stream), entry.time, entry.text, entry.piece),
                    event -> events.get(all.indexOf(event.stream())).add(event.toString()));
            bytes += entry.text.length();
            assertThat(joiner.received()).isEqualTo(joiner.emitted() + joiner.joined() + joiner.pending());
        }
        joiner.flush(event -> events.get(all.indexOf(event.stream())).add(event.toString()));
        assertThat(joiner.pending()).isZero();
        assertThat(joiner.received()).isEqualTo(entries.size()).isEqualTo(joiner.emitted() + joiner.joined());
        long out = events.stream().mapToLong(List::size).sum();
        assertThat(out).isEqualTo(joiner.emitted());
        assertThat(textBytes(events)).isEqualTo(bytes);
        return events;
    }

    private static long textBytes(List<List<String>> events) {
        return events.stream()
                .flatMap(List::stream)
                .mapToLong(event -> event.replace("\n", "").replace("~", "").length())
                .sum();
    }
}

package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quick way finds what the careful way finds, or nothing. */
final class QuickScanTest {

    private static final List<String> SHAPES = List.of(
            "{\"date\":%s,\"source\":\"stdout\",\"log\":\"%s\",\"container_id\":\"%s\",\"ecs_cluster\":\"prod\"}",
            "{\"log\": \"%2$s\", \"container_id\": \"%3$s\", \"source\": \"stderr\", \"n\": 12, \"date\": %1$s}",
            "{\"container_id\":\"%3$s\",\"time\":\"2026-03-01T10:00:00.%1$.3sZ\",\"date\":1,\"source\":\"stdout\",\"log\":\"%2$s\"}",
            "{\"date\":%s,\"source\":\"stdout\",\"log\":\"%s\",\"container_id\":\"%s\",\"nested\":{\"a\":1}}",
            "{\"date\":%s,\"source\":\"stdout\",\"log\":\"%s\",\"container_id\":\"%s\",\"log\":\"again\"}");

    private final Dice dice = Seeds.diceFor("QuickScanTest");

    @Test
    void agreesWithTheCarefulScan() {
        QuickScan quick = new QuickScan();
        EventScan scan = new EventScan();
        ReadingRoom room = new ReadingRoom(java.time.ZoneId.of("UTC"));
        Block block = room.blocks.block(Blocks.BLOCK_BYTES);
        int found = 0;
        String shape = SHAPES.get(0);
        for (int i = 0; i < 100_000; i++) {
            shape = i % 64 == 0 ? dice.pick(SHAPES) : shape;
            int end = write(mutated(shape), block.bytes);
            boolean isQuick = quick.scan(block.bytes, 0, end, room.speakers);
            EventScan.Shape careful = scan.scan(block.bytes, 0, end);
            if (isQuick) {
                found++;
                same(quick.line(room.blocks, block, 0), careful, scan, room);
            } else if (careful == EventScan.Shape.EVENT && scan.valueEnd() == end) {
                quick.learn(block.bytes, 0, end, scan.keys());
            }
        }
        assertThat(found).isGreaterThan(20_000);
    }

    private static void same(Line line, EventScan.Shape careful, EventScan scan, ReadingRoom room) {
        if (careful != EventScan.Shape.BROKEN) {
            Keys keys = scan.keys();
            assertThat(careful).isEqualTo(EventScan.Shape.EVENT);
            assertThat(line.end).isEqualTo(scan.valueEnd());
            assertThat(line.logStart).isEqualTo(keys.start(Keys.LOG));
            assertThat(line.logEnd).isEqualTo(keys.end(Keys.LOG));
            assertThat(line.ownTime).isEqualTo(scan.time());
            byte[] b = line.bytes();
            assertThat(line.speaker())
                    .isSameAs(room.speakers.of(
                            b,
                            keys.start(Keys.CONTAINER_ID),
                            keys.end(Keys.CONTAINER_ID),
                            b,
                            keys.start(Keys.SOURCE),
                            keys.end(Keys.SOURCE)));
        }
        room.blocks.done(line);
    }

    private String mutated(String shape) {
        String log = dice.pick(
                "plain",
                "with \\\"quotes\\\" and \\\\",
                "\\u0041\\n\\t",
                "ends with \\\\",
                "",
                "x".repeat(dice.between(0, 40)),
                "é \\ud83d\\ude00");
        String date = dice.pick("1772359200", "1772359200.123456", "1.7723592e9", "17723592001234", "-5");
        String id = "c" + dice.between(1, 5);
        String line = String.format(java.util.Locale.ROOT, shape, date, log, id);
        if (dice.chance(0.1)) {
            int at = dice.between(0, line.length() - 1);
            String with = dice.pick("", "\"", "\\", "}", " ", "{", "\u0001", "7");
            line = line.substring(0, at) + with + line.substring(at + dice.between(0, 1));
        }
        return line;
    }

    private static int write(String text, byte[] target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        return bytes.length;
    }

    @Test
    void realEventsAreFoundQuickly() {
        List<CapturedLine> lines = new Capture(Container.of("a"), "2026-03-01T10:00:00Z")
                .out("one", "{\"msg\":\"two\"}")
                .by(Container.of("b"))
                .out("three")
                .by(Container.of("a"))
                .err("four", "five \"six\"")
                .lines();
        QuickScan quick = new QuickScan();
        EventScan scan = new EventScan();
        Speakers speakers = new Speakers();
        byte[] first = lines.get(0).bytes();
        scan.scan(first, 0, first.length);
        quick.learn(first, 0, first.length, scan.keys());

        assertThat(lines).allMatch(line -> quick.scan(line.bytes(), 0, line.bytes().length, speakers));
    }
}

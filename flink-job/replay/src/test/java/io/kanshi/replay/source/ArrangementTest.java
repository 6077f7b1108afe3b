package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.Arrangements;
import io.kanshi.testkit.Capture;
import io.kanshi.testkit.CaptureFiles;
import io.kanshi.testkit.CapturedLine;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out does not depend on how the lines are spread over files, nor on their order within the lateness. */
final class ArrangementTest {

    private static final int LINES = 6_000;
    private final Dice dice = Seeds.diceFor("ArrangementTest");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void splitAtAnyLine() throws IOException {
        List<CapturedLine> lines = capture();
        Replayed whole = replay("whole", List.of(lines));

        same(replay("split", Arrangements.split(lines, dice.between(2, 40), dice)), whole);
    }

    @Test
    void interleavedByContainer() throws IOException {
        List<CapturedLine> lines = capture();

        same(replay("container", Arrangements.byContainer(lines)), replay("whole", List.of(lines)));
    }

    @Test
    void dealtOutToFiles() throws IOException {
        List<CapturedLine> lines = capture();

        same(replay("dealt", Arrangements.deal(lines, dice.between(2, 90), dice)), replay("whole", List.of(lines)));
    }

    @Test
    void shuffledWithinTheLateness() throws IOException {
        List<CapturedLine> lines = capture();
        List<CapturedLine> shuffled = Arrangements.shuffleWithin(lines, Duration.ofSeconds(29), dice);
        Replayed replayed = replay("shuffled", List.of(shuffled));

        assertThat(shuffled).isNotEqualTo(lines);
        same(replayed, replay("whole", List.of(lines)));
        assertThat(replayed.counts.late).isZero();
    }

    @Test
    void orderOfArgumentsDoesNotMatter() throws IOException {
        List<Path> files = CaptureFiles.writeAll(folder, ".ndjson.gz", Arrangements.split(capture(), 7, dice));
        List<Path> other = new ArrayList<>(files);
        Collections.shuffle(other, dice.random());
        other.add(files.get(3));

        List<String> logs = Replayed.of(files, ReplaySettings.DEFAULTS).logs();
        assertThat(Replayed.of(other, ReplaySettings.DEFAULTS).logs()).isEqualTo(logs);
    }

    @Test
    void moreFilesThanMayBeOpen() throws IOException {
        List<CapturedLine> lines = capture();

        same(replay("many", Arrangements.deal(lines, 300, dice)), replay("whole", List.of(lines)));
    }

    @Test
    void readingAgainGivesTheSameBytes() throws IOException {
        Path file = CaptureFiles.write(folder.resolve("again.ndjson.zst"), capture());
        List<byte[]> first =
                Replayed.of(file).records.stream().map(record -> record.bytes).toList();
        List<byte[]> second =
                Replayed.of(file).records.stream().map(record -> record.bytes).toList();

        assertThat(second).usingElementComparator(java.util.Arrays::compare).isEqualTo(first);
    }

    private Replayed replay(String name, List<List<CapturedLine>> parts) throws IOException {
        List<Path> files = CaptureFiles.writeAll(folder.resolve(name), ".ndjson", parts);
        Replayed replayed = Replayed.of(files, ReplaySettings.DEFAULTS);
        assertThat(replayed.events.size() + replayed.joined).isEqualTo(LINES);
        assertThat(replayed.received).isEqualTo(LINES);
        assertThat(replayed.behindWatermark).isEmpty();
        return replayed;
    }

    private static void same(Replayed one, Replayed other) {
        assertThat(one.multiset()).isEqualTo(other.multiset());
        assertThat(one.joined).isEqualTo(other.joined);
    }

    /** Several containers, each with log lines, JSON and stack traces whose lines come at one moment. */
    private List<CapturedLine> capture() {
        List<Container> containers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            containers.add(Container.of("shop", "service-" + i % 4, 1, i));
        }
        Capture capture = new Capture(containers.get(0), "2026-11-02T04:30:00Z");
        while (capture.lines().size() < LINES) {
            capture.by(dice.pick(containers)).after(Duration.ofNanos(dice.between(1, 2_000_000_000)));
            write(capture);
        }
        return capture.lines().subList(0, LINES);
    }

    private void write(Capture capture) {
        int order = dice.between(1, 1_000_000);
        switch (dice.between(0, 3)) {
            case 0 ->
                capture.out(
                        "2026-11-02 04:45:00 ERROR order " + order + " is gone",
                        "java.lang.IllegalStateException: " + order,
                        "\tat com.example.Order.handle(Order.java:12)",
                        "\tat com.example.Order.run(Order.java:99)",
                        "Caused by: java.io.IOException: \"closed\"",
                        "\t... 12 more");
            case 1 -> capture.out("{\"level\":\"info\",\"msg\":\"order " + order + " stored\"}");
            case 2 -> capture.err("level=warn msg=\"slow \\ query\" took=" + order);
            default -> capture.out("order " + order, "order " + order + " paid");
        }
    }
}

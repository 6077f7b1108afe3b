package io.kanshi.job.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failure;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.aws.LogsFake;
import io.kanshi.testkit.aws.LogsFake.Call;
import io.kanshi.testkit.aws.LogsFake.Event;
import io.kanshi.testkit.aws.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches against a strict CloudWatch Logs, and what their answers say. */
final class PutLogEventsTest {

    private static final long NOW = 1_793_500_200_000L;
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;

    private final LogsFake logs = new LogsFake("/kanshi/errors", NOW, 7);
    private final Destination<LogLine> group = open("/kanshi/errors");

    private Destination<LogLine> open(String name) {
        return new CloudWatchLogs(name, new AwsAccess("us-east-1", logs.endpoint(), Duration.ofSeconds(2))).open();
    }

    @AfterEach
    void close() {
        group.close();
        logs.close();
    }

    private static LogLine line(String stream, long time, String message) {
        return new LogLine(stream, time, message);
    }

    @Test
    void aStreamIsMadeOnceAndMadeAgainWhenItWasDeleted() {
        group.put(List.of(line("a", NOW, "1"), line("b", NOW, "2")));
        group.put(List.of(line("a", NOW, "3")));
        logs.deleteStream("a");
        assertThat(group.put(List.of(line("a", NOW, "4"))).again()).isEmpty();

        assertThat(logs.streams())
                .isEqualTo(Map.of("a", List.of(new Event(NOW, "4")), "b", List.of(new Event(NOW, "2"))));
        assertThat(logs.calls())
                .filteredOn(call -> call.operation().equals("CreateLogStream"))
                .hasSize(3);
    }

    @Test
    void anotherSubtaskMayHaveMadeTheStream() {
        try (Destination<LogLine> other = open("/kanshi/errors")) {
            other.put(List.of(line("a", NOW, "1")));
            assertThat(group.put(List.of(line("a", NOW, "2"))).counts()).isEmpty();
        }
        assertThat(logs.streams().get("a")).hasSize(2);
    }

    @Test
    void onlyTheThrottledStreamKeepsItsLines() {
        logs.trouble(call -> call.stream().equals("b") ? Trouble.Refuse.throttling() : new Trouble.None());
        Answer<LogLine> answer =
                group.put(List.of(line("a", NOW, "1"), line("b", NOW, "2"), line("c", NOW, "3"), line("b", NOW, "4")));

        assertThat(answer.again()).containsExactly(line("b", NOW, "2"), line("b", NOW, "4"));
        assertThat(answer.counts()).isEqualTo(Map.of(Failure.THROTTLED, 2));
        assertThat(logs.streams()).containsOnlyKeys("a", "c");
    }

    @Test
    void tooOldExpiredAndTooNewAreCountedByNameAndNotSentAgain() {
        List<LogLine> lines = List.of(
                line("a", NOW - 20 * DAY, "too old"),
                line("a", NOW - 20 * DAY + 1, "too old"),
                line("a", NOW - 10 * DAY, "expired"),
                line("a", NOW, "good"),
                line("a", NOW + 3 * HOUR, "too new"),
                line("a", NOW + 3 * HOUR, "too new"),
                line("a", NOW + 300 * DAY, "too new"));
        Answer<LogLine> answer = group.put(lines);

        assertThat(answer.counts()).isEqualTo(Map.of(Failure.TOO_OLD, 2, Failure.EXPIRED, 1, Failure.TOO_NEW, 3));
        assertThat(answer.again()).isEmpty();
        assertThat(logs.streams()).isEqualTo(Map.of("a", List.of(new Event(NOW, "good"))));
    }

    @Test
    void failuresOfTheServiceKeepAllLines() {
        for (Trouble trouble : List.of(Trouble.Refuse.internalFailure(), new Trouble.Slow(Duration.ofMinutes(1)))) {
            logs.trouble(call -> trouble);
            assertThat(group.put(List.of(line("a", NOW, "1"), line("b", NOW, "2")))
                            .counts())
                    .isEqualTo(Map.of(Failure.UNAVAILABLE, 2));
        }
        assertThat(logs.calls()).as("no second stream is tried in an outage").hasSize(2);
        logs.trouble(call -> Trouble.Refuse.expiredToken());
        assertThat(group.put(List.of(line("a", NOW, "1"))).counts()).isEqualTo(Map.of(Failure.EXPIRED_CREDENTIALS, 1));
    }

    @Test
    void aGroupThatIsNotThereFailsTheJobAndNamesTheSetting() {
        try (Destination<LogLine> other = open("/kanshi/typo")) {
            assertThat(other.put(List.of(line("a", NOW, "1"))).stop())
                    .startsWith("cloudwatch.log-group: there is no log group \"/kanshi/typo\"; make it or correct the"
                            + " setting (ResourceNotFoundException");
        }
        logs.trouble(call -> Trouble.Refuse.accessDenied());
        assertThat(group.put(List.of(line("a", NOW, "1"))).stop())
                .contains("allow it logs:CreateLogStream and logs:PutLogEvents");
    }

    @Test
    void aLineThatCannotBeTakesNoOtherOneWithIt() {
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add(line("a", NOW + i, i == 20 ? "" : "line " + i));
        }
        assertThat(group.put(lines).counts()).isEqualTo(Map.of(Failure.INVALID, 1));
        assertThat(logs.streams().get("a")).hasSize(49);
    }

    @Test
    void randomLinesArriveOnceWhateverGoesWrong() {
        Dice dice = Seeds.diceFor("PutLogEventsTest");
        logs.trouble(call -> trouble(dice));
        List<LogLine> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            long time = NOW - (long) dice.between(0.0, 3.0 * DAY);
            lines.add(line("s" + dice.between(1, 9), time, i + "x".repeat(dice.between(0, 3000))));
        }
        List<LogLine> left = lines;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            assertThat(attempt).as("attempts").isLessThan(200);
            left = group.put(left).again();
        }
        assertThat(logs.invalid()).as("requests outside of the limits").isEmpty();
        assertThat(logs.streams().entrySet().stream()
                        .flatMap(stream -> stream.getValue().stream()
                                .map(event -> line(stream.getKey(), event.timeMillis(), event.message()))))
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    private static synchronized Trouble trouble(Dice dice) {
        if (dice.chance(0.6)) {
            return new Trouble.None();
        }
        return dice.pick(Trouble.Refuse.throttling(), Trouble.Refuse.internalFailure(), Trouble.Refuse.expiredToken());
    }

    @Test
    void namesOfStreamsAreMadeValid() {
        assertThat(CloudWatchLogs.streamName("a:b*c")).isEqualTo("a-b-c");
        assertThat(CloudWatchLogs.streamName("")).isEqualTo("-");
        assertThat(CloudWatchLogs.streamName("x".repeat(600))).hasSize(512);
        assertThat(logs.calls()).extracting(Call::operation).isEmpty();
    }
}

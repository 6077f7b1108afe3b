package io.kanshi.job.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What becomes of entries whose request fails. */
final class RequestsTest {

    private static final Target TARGET = new Target("the.setting", "queue", "q1", "queue:Put");

    private final List<Integer> arrived = new ArrayList<>();

    @Test
    void anEntryThatCannotBeTakesNoOtherOneWithIt() {
        Requests<Integer> requests = new Requests<>(TARGET, (entries, answer) -> {
            if (entries.contains(13) || entries.contains(77)) {
                throw FailuresTest.refusal(400, "ValidationException");
            }
            arrived.addAll(entries);
        });
        Answer<Integer> answer = new Answer<>();
        requests.send(IntStream.range(0, 100).boxed().toList(), answer);

        assertThat(arrived).hasSize(98).doesNotContain(13, 77).isSorted();
        assertThat(answer.counts()).isEqualTo(Map.of(Failure.INVALID, 2));
        assertThat(answer.again()).isEmpty();
        assertThat(answer.stop()).isNull();
    }

    @Test
    void whenNobodyAnswersTheRestIsNotTried() {
        List<Integer> tried = new ArrayList<>();
        Requests<Integer> requests = new Requests<>(TARGET, (entries, answer) -> {
            tried.addAll(entries);
            throw SdkClientException.create("Connection refused");
        });
        Answer<Integer> answer = new Answer<>();
        requests.send(List.of(1, 2), answer);
        requests.send(List.of(3), answer);

        assertThat(tried).containsExactly(1, 2);
        assertThat(answer.again()).containsExactly(1, 2, 3);
        assertThat(answer.counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
    }

    @Test
    void theSentenceNamesTheSetting() {
        assertThat(stopped("ResourceNotFoundException"))
                .isEqualTo("the.setting: there is no queue \"q1\"; make it or correct the setting"
                        + " (ResourceNotFoundException: told so)");
        assertThat(stopped("AccessDeniedException"))
                .isEqualTo("the.setting: the job's role may not write to queue \"q1\"; allow it queue:Put"
                        + " (AccessDeniedException: told so)");
        assertThat(stopped("NeverHeardOf"))
                .isEqualTo("the.setting: queue \"q1\" refuses in a way that kanshi does not know"
                        + " (NeverHeardOf: told so)");
    }

    private static String stopped(String code) {
        Answer<Integer> answer = new Answer<>();
        Requests<Integer> requests = new Requests<>(TARGET, (entries, unused) -> {
            throw FailuresTest.refusal(400, code);
        });
        requests.send(List.of(1), answer);
        assertThat(answer.again()).isEmpty();
        return String.valueOf(answer.stop());
    }
}

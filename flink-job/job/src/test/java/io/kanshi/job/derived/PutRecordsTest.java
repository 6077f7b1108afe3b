package io.kanshi.job.derived;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.aws.Answer;
import io.kanshi.job.aws.AwsAccess;
import io.kanshi.job.aws.Destination;
import io.kanshi.job.aws.Failure;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One batch against a strict Kinesis, and what its answer says. */
final class PutRecordsTest {

    private final KinesisFake kinesis = KinesisFake.start("derived");
    private final Destination<DerivedRecord> stream = open("derived");

    private Destination<DerivedRecord> open(String name) {
        return new DerivedStream(name, new AwsAccess("us-east-1", kinesis.endpoint(), Duration.ofSeconds(2))).open();
    }

    @AfterEach
    void close() {
        stream.close();
        kinesis.close();
    }

    private static List<DerivedRecord> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DerivedRecord("pay", ("{\"id\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void recordsArriveInOrderUnderTheirKey() {
        Answer<DerivedRecord> answer = stream.put(records(500));

        assertThat(answer.again()).isEmpty();
        assertThat(answer.counts()).isEmpty();
        assertThat(kinesis.records())
                .hasSize(500)
                .extracting(AcceptedRecord::partitionKey)
                .containsOnly("pay");
        assertThat(new String(kinesis.records().get(499).data(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"499\"}");
    }

    @Test
    void onlyRefusedRecordsComeBack() {
        kinesis.fault(new KinesisFault.RefuseShare(Seeds.diceFor("PutRecordsTest"), 0.5));
        List<DerivedRecord> records = records(300);
        Answer<DerivedRecord> answer = stream.put(records);

        List<DerivedRecord> expected = new ArrayList<>(records);
        List<String> taken = kinesis.records().stream()
                .map(record -> new String(record.data(), StandardCharsets.UTF_8))
                .toList();
        expected.removeIf(record -> taken.contains(record.toString()));
        assertThat(answer.again()).isNotEmpty().containsExactlyElementsOf(expected);
        assertThat(answer.counts()).containsOnlyKeys(Failure.THROTTLED, Failure.UNAVAILABLE);
    }

    @Test
    void aRequestThatFailsAsAWholeComesBack() {
        kinesis.fault(KinesisFault.RefuseRequests.internalFailure());
        assertThat(stream.put(records(3)).counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
        kinesis.fault(KinesisFault.RefuseRequests.expiredToken());
        assertThat(stream.put(records(3)).counts()).isEqualTo(Map.of(Failure.EXPIRED_CREDENTIALS, 3));
        kinesis.fault(new KinesisFault.Hang());
        assertThat(stream.put(records(3)).counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
        kinesis.fault(new KinesisFault.LoseAnswers());
        assertThat(stream.put(records(3)).again()).hasSize(3);
        kinesis.heal();
        kinesis.leave();
        assertThat(stream.put(records(3)).counts()).isEqualTo(Map.of(Failure.UNAVAILABLE, 3));
        kinesis.comeBack();
        assertThat(stream.put(records(3)).again()).isEmpty();
    }

    @Test
    void aStreamThatIsNotThereFailsTheJobAndNamesTheSetting() {
        try (Destination<DerivedRecord> other = open("other")) {
            assertThat(other.put(records(1)).stop())
                    .startsWith("derived.stream: there is no stream \"other\"; make it or correct the setting");
        }
        kinesis.fault(new KinesisFault.RefuseRequests(400, "AccessDeniedException"));
        assertThat(stream.put(records(1)).stop())
                .startsWith("derived.stream: the job's role may not write to stream \"derived\"; allow it"
                        + " kinesis:PutRecords");
    }

    @Test
    void missingCredentialsAreNamed() {
        String key = String.valueOf(System.clearProperty("aws.accessKeyId"));
        try (Destination<DerivedRecord> without = open("derived")) {
            assertThat(without.put(records(1)).stop())
                    .startsWith("derived.stream: no AWS credentials to write to stream \"derived\" with");
        } finally {
            System.setProperty("aws.accessKeyId", key);
        }
    }
}

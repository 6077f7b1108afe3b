package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.testkit.Seeds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Every fault, seen through the real SDK, and that all is well afterwards. */
final class KinesisFaultTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final KinesisFake fake = KinesisFake.start(Sender.STREAM);
    private final Sender sender = new Sender(fake.endpoint());

    @AfterEach
    void close() {
        sender.close();
        fake.close();
    }

    @Test
    void throttlingRefusesEveryRecordInAGoodAnswer() {
        fake.fault(new KinesisFault.ThrottleAll());
        PutRecordsResponse answer = sender.put("a", "b");

        assertThat(answer.failedRecordCount()).isEqualTo(2);
        assertThat(answer.records())
                .allSatisfy(
                        record -> assertThat(record.errorCode()).isEqualTo("ProvisionedThroughputExceededException"))
                .allSatisfy(record -> assertThat(record.errorMessage()).contains("shardId-000000000000"));
        fake.heal();
        assertThat(sender.put("a", "b").failedRecordCount()).isZero();
        assertThat(fake.counts()).isEqualTo(new KinesisCounts(2, 0, 0, 2, 4, 2));
    }

    @Test
    void aShareIsRefusedAndTheOthersAreAccepted() {
        fake.fault(new KinesisFault.RefuseShare(Seeds.diceFor("KinesisFaultTest"), 0.4));
        int refused = 0;
        for (int round = 0; round < 50; round++) {
            refused +=
                    sender.put("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").failedRecordCount();
        }

        assertThat(refused).isBetween(100, 300);
        assertThat(fake.records()).hasSize(500 - refused);
        assertThat(fake.counts().refusedRecords()).isEqualTo(refused);
    }

    @Test
    void requestsAreRefusedAsAWholeForAsLongAsWanted() {
        fake.fault(KinesisFault.RefuseRequests.expiredToken(), 2);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sender.put("a")).isInstanceOfSatisfying(KinesisException.class, refused -> {
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
            });
        }
        sender.put("b");
        fake.fault(KinesisFault.RefuseRequests.internalFailure());
        assertThatThrownBy(() -> sender.put("c"))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(500));
        assertThat(fake.records()).extracting(AcceptedRecord::partitionKey).containsExactly("b");
        assertThat(fake.counts().refusedRequests()).isEqualTo(3);
    }

    @Test
    void whatHangsIsServedWhenItIsReleased() throws Exception {
        fake.fault(new KinesisFault.Hang());
        CompletableFuture<PutRecordsResponse> answer = CompletableFuture.supplyAsync(() -> sender.put("a"));
        fake.awaitRequests(1, SOON);
        assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(fake.records()).isEmpty();

        fake.heal();
        assertThat(answer.get(20, TimeUnit.SECONDS).failedRecordCount()).isZero();
        assertThat(fake.records()).hasSize(1);
    }

    @Test
    void slowAnswersComeLater() throws Exception {
        fake.fault(new KinesisFault.Slow(Duration.ofMinutes(1)));
        CompletableFuture<PutRecordsResponse> waiting = CompletableFuture.supplyAsync(() -> sender.put("a"));
        fake.awaitRequests(1, SOON);
        assertThat(waiting).isNotDone();
        fake.fault(new KinesisFault.Slow(Duration.ofMillis(1)));

        assertThat(waiting.get(20, TimeUnit.SECONDS).failedRecordCount()).isZero();
        assertThat(sender.put("b").failedRecordCount()).isZero();
    }

    @Test
    void duringAnOutageConnectionsAreRefusedAndAfterwardsThePortIsTheSame() {
        sender.put("a");
        fake.leave();
        assertThatThrownBy(() -> sender.put("b"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("Connection refused");
        fake.comeBack();
        sender.put("c");

        assertThat(fake.records()).extracting(AcceptedRecord::partitionKey).containsExactly("a", "c");
    }

    @Test
    void aLostAnswerLeavesTheRecordsBehind() {
        fake.fault(new KinesisFault.LoseAnswers());
        assertThatThrownBy(() -> sender.put("a")).isInstanceOf(SdkClientException.class);
        fake.heal();
        sender.put("a");

        assertThat(fake.records())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(record -> assertThat(record.partitionKey()).isEqualTo("a"));
        assertThat(fake.counts().lostAnswers()).isPositive();
    }

    @Test
    void waitingEndsWithACompleteSentence() {
        assertThatThrownBy(() -> fake.awaitRecords(1, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("for 1 records, but there are KinesisCounts[requests=0");
    }

    @Test
    void closingDropsWhatHangs() throws Exception {
        fake.fault(new KinesisFault.Hang());
        CompletableFuture<PutRecordsResponse> answer = CompletableFuture.supplyAsync(() -> sender.put("a"));
        fake.awaitRequests(1, SOON);
        fake.close();

        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(SdkClientException.class);
        assertThat(fake.records()).isEmpty();
    }
}

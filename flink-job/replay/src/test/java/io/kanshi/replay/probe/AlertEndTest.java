package io.kanshi.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.replay.probe.ProbeResult.Kind;
import io.kanshi.testkit.aws.Moto;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is taken from a queue by others, and what is left there. */
@SuppressWarnings("NullAway.Init") // JUnit starts before it tests.
@Timeout(60)
final class AlertEndTest {

    private static final String MINE = "2a80b07b2ba846e29020dcf393aa856f";
    private static final String ANOTHERS = "3a80b07b2ba846e29020dcf393aa856f";

    private static Moto moto;

    private final List<ProbeResult> told = new ArrayList<>();
    private final Instant now = Instant.now();
    private ProbeQueue queue;
    private AlertEnd end;

    @BeforeAll
    static void startMoto() throws Exception {
        moto = Moto.start();
    }

    @AfterAll
    static void stopMoto() throws Exception {
        moto.close();
    }

    @BeforeEach
    void start() {
        queue = new ProbeQueue(moto.endpoint(), UUID.randomUUID().toString());
        // What was received is seen again at once, so that the test sees what was left.
        queue.client()
                .setQueueAttributes(request ->
                        request.queueUrl(queue.url()).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")));
        end = end(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        queue.close();
    }

    private AlertEnd end(Duration within) {
        return new AlertEnd(queue.client(), queue.url(), within, Clock.systemUTC());
    }

    private static String alert(String rule, String status, String probe, Instant startedAt) {
        return "{\"id\":\"x\",\"rule\":\"" + rule + "\",\"status\":\"" + status
                + "\",\"key\":{\"service\":\"kanshi-probe\",\"attributes.probe\":\"" + probe + "\"},\"started_at\":\""
                + startedAt + "\"}";
    }

    private void look() throws IOException {
        end.look(told::add);
    }

    @Test
    void itsOwnAlertIsTakenAndAnothersIsLeft() throws IOException {
        end.await(new ProbeLine(MINE, now.minusSeconds(3)));
        queue.send(alert("kanshi-probe", "firing", ANOTHERS, now));
        look();
        assertThat(told).isEmpty();

        queue.send(alert("kanshi-probe", "firing", MINE, now));
        queue.send(alert("kanshi-probe", "resolved", MINE, now));
        look();
        assertThat(told).singleElement().satisfies(result -> {
            assertThat(result.kind()).isEqualTo(Kind.ARRIVED);
            assertThat(result.text()).matches("probe " + MINE + " of \\S+ fired its alert after [3-9]\\.\\d s");
        });
        assertThat(end.waiting()).isZero();
        assertThat(queue.left()).containsExactly(alert("kanshi-probe", "firing", ANOTHERS, now));
    }

    @Test
    void theEnvelopeOfSnsIsUnderstood() throws IOException {
        end.await(new ProbeLine(MINE, now));
        queue.send("{\"Type\":\"Notification\",\"Message\":\""
                + alert("kanshi-probe", "firing", MINE, now).replace("\"", "\\\"") + "\"}");
        look();
        assertThat(told).extracting(ProbeResult::kind).containsExactly(Kind.ARRIVED);
        assertThat(queue.left()).isEmpty();
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsDeleted() throws IOException {
        queue.send(alert(
                "kanshi-probe", "firing", ANOTHERS, now.minus(Probe.LONGEST).minusSeconds(1)));
        look();
        assertThat(queue.left()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void alertsOfOtherRulesAreLeftAndTold() {
        end.await(new ProbeLine(MINE, now));
        queue.send(alert("error-rate", "firing", "", now));
        queue.send(alert("kanshi-probe", "firing", MINE, now));
        queue.send("no JSON");
        assertThatThrownBy(this::look)
                .isInstanceOf(IOException.class)
                .hasMessage("queue " + queue.url() + " gets more than the alerts of the rule kanshi-probe:"
                        + " [, error-rate]; give the probe a queue of its own, with a filter policy");
        assertThat(told)
                .as("and its own is not lost by that")
                .extracting(ProbeResult::kind)
                .containsExactly(Kind.ARRIVED);
        assertThat(queue.left()).containsExactlyInAnyOrder(alert("error-rate", "firing", "", now), "no JSON");
    }

    @Test
    void whatDoesNotComeOrComesLateIsMissing() throws IOException {
        end.await(new ProbeLine(ANOTHERS, now.minusSeconds(61)));
        look();
        end.await(new ProbeLine(MINE, now.minusSeconds(75)));
        queue.send(alert("kanshi-probe", "firing", MINE, now));
        look();
        assertThat(told).extracting(ProbeResult::kind).containsExactly(Kind.MISSING, Kind.MISSING);
        assertThat(told.get(0).text()).matches("probe " + ANOTHERS + " of \\S+ has fired no alert after 6\\d s");
        assertThat(told.get(1).text())
                .matches("probe " + MINE + " of \\S+ fired its alert only after [78]\\d\\.\\d s, later than 60 s");
        assertThat(end.waiting()).isZero();
    }

    @Test
    void aQueueThatIsNotThereIsOneSentence() {
        end.await(new ProbeLine(MINE, now.minusSeconds(61)));
        AlertEnd nowhere = new AlertEnd(queue.client(), queue.url() + "x", Duration.ofMinutes(1), Clock.systemUTC());
        nowhere.await(new ProbeLine(MINE, now.minusSeconds(61)));
        assertThatThrownBy(() -> nowhere.look(told::add))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("queue " + queue.url() + "x cannot be read: ");
        assertThat(told)
                .as("nor is it waited for any longer")
                .extracting(ProbeResult::kind)
                .containsExactly(Kind.MISSING);
    }
}

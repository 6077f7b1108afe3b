package io.kanshi.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.FrameHeader;
import org.junit.jupiter.api.Test;

/** When the ledger of one start tells of silence, and when a start is over. */
final class LedgerSilenceTest extends OneLedger {

    @Test
    void silenceIsToldAndItsEnd() {
        come(sender.frame(1, 0), sender.frame(1, 5));
        time(64);
        assertThat(gaps).isEmpty();
        time(65);
        come(sender.frame(1, 300));
        time(320);
        assertThat(told()).containsExactly("silent null @65", "back null @300");
        assertThat(gaps)
                .extracting(LogGap::id)
                .containsExactly("silent/b/" + (Sender.START + 5000), "back/b/" + (Sender.START + 5000));
    }

    @Test
    void aFarewellIsNoSilence() {
        sender.join(3);
        come(sender.frame(2, 0), sender.farewell(5));
        time(1000);
        assertThat(told()).containsExactly("ended 0 @125");
    }

    /** A frame that is sent long after the farewell once made the pause between them a silence. */
    @Test
    void aPauseBehindTheFarewellIsNoSilence() {
        FrameReceipt late = sender.frame(0, 400);
        come(sender.frame(2, 0), sender.farewell(5), late);
        time(1000);
        assertThat(told()).containsExactly("ended 0 @125");
    }

    @Test
    void aFrameOfTheTimeBeforeASilenceThatWasToldIsNoNewOne() {
        FrameReceipt late = sender.frame(0, 20);
        come(sender.frame(0, 1, 0), sender.frame(1, 1, 100), sender.frame(1, 1, 300));
        time(350);
        come(late);
        time(355);
        assertThat(gaps).filteredOn(gap -> gap.kind() == GapKind.SILENT).hasSize(2);
    }

    @Test
    void whoPromisesNothingIsNeverSilent() {
        FrameReceipt frame = sender.frame(1, 0);
        frame.nextWithinMillis = FrameHeader.NO_PROMISE;
        come(frame);
        time(10_000);
        assertThat(gaps).isEmpty();
        assertThat(ledger.patienceMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoPromisesLessOftenIsWaitedForLonger() {
        FrameReceipt frame = sender.frame(1, 0);
        frame.nextWithinMillis = 60_000;
        come(frame);
        time(359);
        assertThat(gaps).isEmpty();
        time(360);
        assertThat(told()).containsExactly("silent null @360");
    }

    @Test
    void theSameComesOutWhenTimeIsBehindTheFrames() {
        FrameReceipt one = sender.frame(1, 0);
        FrameReceipt two = sender.frame(1, 1, 1000);
        come(one, two);
        time(1001);
        assertThat(told()).containsExactly("silent null @60", "back null @1000");
    }

    @Test
    void aStreamThatStandsStillIsASilenceOfAll() {
        come(sender.frame(1, 0));
        ledger.nothing(59_000, gaps::add);
        assertThat(gaps).isEmpty();
        ledger.nothing(61_000, gaps::add);
        ledger.nothing(90_000, gaps::add);
        come(sender.frame(1, 62));
        time(70);
        assertThat(told()).containsExactly("silent null @61", "back null @62");
    }

    @Test
    void theEndOfTheInputIsNoSilence() {
        come(sender.frame(1, 0));
        ledger.end(gaps::add);
        assertThat(gaps).isEmpty();
    }

    @Test
    void aStartIsForgottenADayAfterItWasHeardOf() throws Exception {
        come(sender.frame(1, 0), sender.farewell(1));
        time(200);
        long day = 86_400;
        assertThat(ledger.nextMillis()).isEqualTo(Sender.START + 1000 + day * 1000);
        assertThat(ledger.isOver(Sender.START + day * 1000)).isFalse();
        assertThat(ledger.isOver(Sender.START + 1000 + day * 1000)).isTrue();
    }
}

package io.kanshi.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.FrameHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ledger of one start tells, and when. */
final class LedgerTest {

    private final Sender sender = new Sender("b");
    private final Ledger ledger = new Ledger();
    private final List<LogGap> gaps = new ArrayList<>();

    private void come(FrameReceipt... frames) {
        for (FrameReceipt frame : frames) {
            ledger.frame(frame, gaps::add);
        }
    }

    /** Time passes as with timers: every moment at which there is something to say. */
    private void time(long second) {
        long to = Sender.START + second * 1000;
        for (long next = ledger.nextMillis(); next <= to && !ledger.isOver(next); next = ledger.nextMillis()) {
            ledger.time(next, gaps::add);
        }
        ledger.time(to, gaps::add);
    }

    private List<String> told() {
        return gaps.stream().map(LedgerTest::text).toList();
    }

    static String text(LogGap gap) {
        String frames = gap.firstSeq() == null ? "" : " " + gap.firstSeq() + ".." + gap.lastSeq();
        return gap.kind().text() + frames + " " + gap.lines() + " @" + (gap.timeMillis() - Sender.START) / 1000;
    }

    @Test
    void framesInOrderAreNoNews() {
        come(sender.frame(10, 0), sender.frame(0, 10), sender.frame(5, 20));
        time(30);
        assertThat(gaps).isEmpty();
    }

    @Test
    void aHoleIsToldWhenItHasSettledWithItsLines() {
        come(sender.frame(10, 0));
        sender.frame(7, 1);
        sender.frame(4, 2);
        come(sender.frame(3, 3));
        for (int second = 10; second <= 120; second += 10) {
            come(sender.frame(1, second));
        }
        time(122);
        assertThat(gaps).isEmpty();
        time(123);
        assertThat(told()).containsExactly("missing 1..2 11 @123");
        assertThat(gaps.get(0).id()).isEqualTo("missing/b/0/1");
        assertThat(gaps.get(0).frames()).isEqualTo(2);
        assertThat(gaps.get(0).taskId()).isEqualTo("t1");
        assertThat(gaps.get(0).sinceMillis()).isEqualTo(Sender.START + 3000);
    }

    @Test
    void aHoleThatIsFilledInTimeIsNoNews() {
        FrameReceipt first = sender.frame(10, 0);
        FrameReceipt late = sender.frame(7, 119);
        come(first, sender.frame(3, 3), sender.frame(3, 60), late, sender.frame(3, 120));
        time(150);
        assertThat(gaps).isEmpty();
    }

    @Test
    void whatFillsAToldHoleIsToldToo() {
        come(sender.frame(10, 0));
        FrameReceipt late = sender.frame(7, 500);
        sender.frame(4, 2);
        for (int second = 3; second < 500; second += 10) {
            come(sender.frame(1, second));
        }
        time(490);
        come(late, late);
        assertThat(told()).containsExactly("missing 1..2 11 @123", "filled 1..1 7 @500");
    }

    /** Found by LedgerAccountTest with seed 44591520505604. */
    @Test
    void aFirstFrameOfAnotherLaneWhoseLinesAHoleHasCountedTakesThemBack() {
        come(sender.frame(10, 0));
        FrameReceipt otherLane = sender.frame(1, 22, 400);
        sender.frame(29, 2);
        for (int second = 3; second < 400; second += 10) {
            come(sender.frame(1, second));
        }
        time(390);
        come(otherLane);
        assertThat(told()).containsExactly("missing 1..1 51 @123", "filled 0..0 22 @400");
        assertThat(gaps.get(1).frames()).isZero();
    }

    /** Found by LedgerAccountTest with seed 44591520505604. */
    @Test
    void aFirstFrameOfAnotherLaneTakesBackWhatAHoleHasCountedAfterTheEndToo() {
        come(sender.frame(10, 0));
        FrameReceipt otherLane = sender.frame(1, 22, 400);
        sender.frame(29, 2);
        come(sender.frame(1, 3), sender.farewell(4));
        time(124);
        come(otherLane);
        assertThat(told()).containsExactly("missing 1..1 51 @123", "ended 0 @124", "filled 0..0 22 @400");
    }

    @Test
    void aStartMetInTheMiddleHasNoHolesBefore() {
        sender.shed(5);
        sender.frame(1, 0);
        FrameReceipt early = sender.frame(1, 0);
        sender.frame(1, 0);
        come(sender.frame(1, 1), early, sender.frame(1, 50), sender.frame(1, 100), sender.farewell(150));
        time(300);
        assertThat(told()).containsExactly("ended null @270");
    }

    @Test
    void aFirstFrameThatComesLateMakesWhatIsInFrontCount() {
        FrameReceipt first = sender.frame(2, 1);
        sender.shed(5);
        sender.frame(3, 0);
        come(sender.frame(1, 0));
        assertThat(gaps).isEmpty();
        come(first, sender.frame(1, 50), sender.frame(1, 100));
        time(121);
        assertThat(told()).containsExactly("shed 5 @0", "missing 1..1 3 @121");
    }

    @Test
    void shedLinesAreToldAsTheTotalRises() {
        come(sender.frame(1, 0));
        sender.shed(5);
        FrameReceipt later = sender.frame(1, 2);
        sender.shed(2);
        come(sender.frame(1, 3), later);
        assertThat(told()).containsExactly("shed 7 @3");
        assertThat(gaps.get(0).id()).isEqualTo("shed/b/7");
    }

    @Test
    void aFrameThatFoundNoRoomIsShedAndNoLineIsMissing() {
        come(sender.frame(1, 0));
        sender.refuse(9);
        come(sender.frame(1, 1), sender.frame(1, 50), sender.frame(1, 100), sender.farewell(110));
        time(300);
        assertThat(told()).containsExactly("shed 9 @1", "missing 1..1 0 @121", "ended 0 @230");
    }

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
    void theEndTellsOfTheLinesThatNoHoleShows() {
        come(sender.frame(1, 0), sender.frame(1, 3, 1));
        FrameReceipt late = sender.frame(1, 8, 400);
        come(sender.farewell(2));
        time(200);
        assertThat(told()).containsExactly("ended 8 @122");
        come(late);
        assertThat(told()).containsExactly("ended 8 @122", "filled 1..1 8 @400");
        assertThat(gaps.get(1).frames()).isZero();
    }

    @Test
    void anotherLaneMakesTheLinesOfAHoleUnknownUntilTheEnd() {
        come(sender.frame(1, 0), sender.frame(1, 2, 1));
        sender.frame(1, 8, 2);
        come(sender.frame(1, 2, 3), sender.frame(1, 2, 60), sender.frame(1, 2, 110), sender.farewell(115));
        time(300);
        assertThat(told()).containsExactly("missing 1..1 null @123", "ended 8 @235");
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
    void theEndOfTheInputTellsOfHolesAndNotOfSilence() {
        come(sender.frame(1, 0));
        sender.frame(4, 1);
        come(sender.frame(1, 2), sender.farewell(3));
        ledger.end(gaps::add);
        assertThat(told()).containsExactly("missing 1..1 4 @3", "ended 0 @3");
    }

    @Test
    void theEndOfTheInputIsNoSilence() {
        come(sender.frame(1, 0));
        ledger.end(gaps::add);
        assertThat(gaps).isEmpty();
    }

    @Test
    void moreHolesThanTheBoundAreToldAtOnceAndCounted() {
        for (int i = 0; i <= LedgerLimits.HOLES + 1; i++) {
            come(sender.frame(1, 1));
            sender.frame(2, 1);
        }
        assertThat(told()).containsExactly("missing 1..1 2 @1");
        assertThat(ledger.forgotten()).isEqualTo(1);
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

    @Test
    void aLedgerWithoutHolesIsSmall() throws Exception {
        come(sender.frame(1, 0), sender.frame(1, 1));
        assertThat(bytes(ledger)).hasSizeLessThan(260);
    }

    static byte[] bytes(Ledger ledger) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ledger.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static Ledger copy(Ledger ledger) throws Exception {
        return Ledger.read(new DataInputStream(new ByteArrayInputStream(bytes(ledger))));
    }
}

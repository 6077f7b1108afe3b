package io.kanshi.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the ledger of one start tells of frames and lines, and when. */
final class LedgerTest extends OneLedger {

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
    void theEndOfTheInputTellsOfHolesAndNotOfSilence() {
        come(sender.frame(1, 0));
        sender.frame(4, 1);
        come(sender.frame(1, 2), sender.farewell(3));
        ledger.end(gaps::add);
        assertThat(told()).containsExactly("missing 1..1 4 @3", "ended 0 @3");
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
    void aLedgerWithoutHolesIsSmall() throws Exception {
        come(sender.frame(1, 0), sender.frame(1, 1));
        assertThat(bytes(ledger)).hasSizeLessThan(260);
    }
}

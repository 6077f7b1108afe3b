package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineJoinerTest {

    private static final JoinLimits LIMITS = new JoinLimits(1000, 5000, 6, 100, 3, 200);

    private final LineJoiner<TextLine> joiner = new LineJoiner<>(LIMITS);
    private final LineJoiner.Stream<TextLine> one = new LineJoiner.Stream<>();
    private final LineJoiner.Stream<TextLine> other = new LineJoiner.Stream<>();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void everyLineIsAccountedFor() {
        assertThat(joiner.received()).isEqualTo(joiner.emitted() + joiner.joined() + joiner.pending());
        joiner.flush(this::take);
        assertThat(joiner.pending()).isZero();
        assertThat(joiner.received()).isEqualTo(joiner.emitted() + joiner.joined());
        assertThat(joiner.emitted()).isEqualTo(events.size());
    }

    private void take(TextLine event) {
        events.add(event.toString());
    }

    private void line(LineJoiner.Stream<TextLine> stream, long time, String text) {
        give(stream, time, text, null);
    }

    private void piece(int ordinal, boolean last, String text) {
        give(one, 0, text, new LineJoiner.Piece("id", ordinal, last));
    }

    private void give(LineJoiner.Stream<TextLine> stream, long time, String text, LineJoiner.@Nullable Piece piece) {
        joiner.advance(time, this::take);
        joiner.accept(new TextLine(stream, time, text, piece), this::take);
    }

    @Test
    void joinsPerStream() {
        line(one, 0, "a");
        line(other, 1, "b");
        line(one, 2, " a2");
        line(other, 3, " b2");
        line(one, 4, "c");
        assertThat(events).containsExactly("a\n a2");
        joiner.close(other, this::take);
        assertThat(events).containsExactly("a\n a2", "b\n b2");
        assertThat(joiner.joined()).isEqualTo(2);
        assertThat(joiner.pending()).isEqualTo(1);
    }

    @Test
    void aCompleteObjectIsNotHeld() {
        line(one, 0, "a");
        line(one, 0, "{\"a\":1}");
        assertThat(events).containsExactly("a", "{\"a\":1}");
        assertThat(joiner.pending()).isZero();
    }

    @Test
    void aContinuationMustComeWithinTheTimeout() {
        line(one, 0, "a");
        line(one, 1000, " joined");
        line(one, 2001, " too late");
        assertThat(events).containsExactly("a\n joined");
    }

    @Test
    void aContinuationFarBackInTimeIsNone() {
        line(one, 5000, "a");
        line(one, 4000, " joined");
        line(one, 2999, " too early");
        assertThat(events).containsExactly("a\n joined");
    }

    @Test
    void anEventEndsAtItsSpan() {
        for (int i = 0; i <= 6; i++) {
            line(one, i * 1000L, " drip");
        }
        assertThat(events).containsExactly(" drip\n drip\n drip\n drip\n drip\n drip");
    }

    @Test
    void anEventEndsAtItsLinesButItsTraceGoesOnInTheNext() {
        line(one, 0, "java.lang.Error");
        for (int i = 0; i < 7; i++) {
            line(one, 0, "at a.b(C.java)");
        }
        joiner.flush(this::take);
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).hasLineCount(6);
        assertThat(events.get(1)).hasLineCount(2);
    }

    @Test
    void anEventEndsAtItsSize() {
        line(one, 0, "x".repeat(60));
        line(one, 0, " ".repeat(38) + "y");
        line(one, 0, " z");
        joiner.flush(this::take);
        assertThat(events).containsExactly("x".repeat(60) + "\n" + " ".repeat(38) + "y", " z");
    }

    @Test
    void advanceLetsGoWhatIsOldInTheOrderOfLastLines() {
        line(one, 0, "a");
        line(other, 100, "b");
        line(one, 200, " a2");
        joiner.advance(1100, this::take);
        assertThat(events).isEmpty();
        joiner.advance(1201, this::take);
        assertThat(events).containsExactly("b", "a\n a2");
        joiner.advance(5, this::take);
    }

    @Test
    void aLineOfTheFutureHoldsNothingBack() {
        line(other, 0, "now");
        joiner.accept(new TextLine(one, Long.MAX_VALUE, "2262"), this::take);
        joiner.advance(1001, this::take);
        assertThat(events).containsExactly("now", "2262");
    }

    @Test
    void theOldestIsLetGoWhenTooManyAreOpen() {
        for (int i = 0; i < 5; i++) {
            line(new LineJoiner.Stream<>(), i, "line " + i);
        }
        assertThat(events).containsExactly("line 0", "line 1");
        assertThat(joiner.pending()).isEqualTo(3);
    }

    @Test
    void theOldestIsLetGoWhenTooManyBytesAreOpen() {
        line(one, 0, "x".repeat(150));
        line(other, 0, "y".repeat(40));
        assertThat(events).isEmpty();
        line(other, 0, " ".repeat(20) + "z");
        assertThat(events).containsExactly("x".repeat(150));
        line(one, 0, "x".repeat(150));
        assertThat(events).hasSize(2);
        line(one, 0, "x".repeat(200));
        line(one, 0, "x".repeat(201));
        assertThat(events).hasSize(5);
        assertThat(joiner.pending()).isZero();
    }

    @Test
    void aStreamHoldsFewCutLines() {
        for (int i = 0; i < 20; i++) {
            give(one, 0, "", new LineJoiner.Piece("id" + i, 1, false));
        }
        assertThat(joiner.pending()).isLessThanOrEqualTo(3);
        LineJoiner<TextLine> roomy = new LineJoiner<>();
        for (int i = 0; i < 20; i++) {
            roomy.accept(new TextLine(other, 0, "", new LineJoiner.Piece("id" + i, 1, false)), this::take);
        }
        assertThat(roomy.pending()).isEqualTo(WireLimits.CUT_LINES_PER_STREAM);
        events.subList(0, 4).clear();
    }

    @Test
    void putsPiecesTogetherInAnyOrder() {
        piece(3, true, "c");
        piece(1, false, "a");
        assertThat(joiner.pending()).isEqualTo(2);
        piece(2, false, "b");
        line(one, 0, " continued");
        line(one, 0, "d");
        assertThat(events).containsExactly("abc\n continued");
    }

    @Test
    void aCutLineCanContinueAnEvent() {
        line(one, 0, "java.lang.Error");
        piece(1, false, "\tat a.b(");
        piece(2, true, "C.java)");
        joiner.flush(this::take);
        assertThat(events).containsExactly("java.lang.Error\n\tat a.b(C.java)");
    }

    @Test
    void theLastPieceMayBeEmpty() {
        piece(1, false, "a");
        piece(2, true, "");
        joiner.flush(this::take);
        assertThat(events).containsExactly("a");
    }

    @Test
    void withoutItsLastPieceALineIsIncomplete() {
        piece(1, false, "a");
        piece(2, false, "b");
        joiner.advance(1001, this::take);
        joiner.advance(2002, this::take);
        assertThat(events).containsExactly("ab~");
    }

    @Test
    void anIncompleteLineJoinsNothing() {
        line(one, 0, "a");
        piece(1, false, " b");
        line(one, 0, " c");
        joiner.flush(this::take);
        assertThat(events).containsExactly(" b~", "a\n c");
    }

    @Test
    void aMissingPieceIsMarked() {
        piece(1, false, "a");
        piece(3, true, "c");
        joiner.close(one, this::take);
        assertThat(events).containsExactly("ac~");
    }

    @Test
    void aPieceThatCameTwiceIsAnEventOfItsOwn() {
        piece(1, false, "a");
        piece(1, false, "a");
        piece(2, true, "b");
        joiner.flush(this::take);
        assertThat(events).containsExactly("a~", "ab");
    }

    @Test
    void aCutLineEndsAtItsSizeAndGoesOnInTheNext() {
        String text = "x".repeat(40);
        for (int i = 1; i <= 4; i++) {
            piece(i, i == 4, text);
        }
        joiner.flush(this::take);
        assertThat(events).containsExactly(text + text + "~", text + text + "~");
    }

    @Test
    void cutLinesOfDifferentIdsDoNotMix() {
        give(one, 0, "a", new LineJoiner.Piece("1", 1, false));
        give(one, 0, "c", new LineJoiner.Piece("2", 1, false));
        give(one, 0, "b", new LineJoiner.Piece("1", 2, true));
        give(one, 0, "d", new LineJoiner.Piece("2", 2, true));
        joiner.flush(this::take);
        assertThat(events).containsExactly("ab", "cd");
    }
}

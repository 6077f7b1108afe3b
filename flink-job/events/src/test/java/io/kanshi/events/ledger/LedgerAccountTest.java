package io.kanshi.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * However frames are lost, repeated, late and out of order, and however often the ledger is stored and read back: what its rows add up to
 * is what has not come.
 */
final class LedgerAccountTest {

    private final long seed = Long.getLong("kanshi.seed", System.nanoTime());

    /** What was sent by one start, and what became of it. */
    private static final class Truth {
        final List<FrameReceipt> sent = new ArrayList<>();
        final List<FrameReceipt> arrivals = new ArrayList<>();
        final Set<FrameReceipt> lost = new HashSet<>();
        long shed;
        long endSecond;
    }

    @Test
    void rowsAddUpToWhatHasNotCome() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Random random = new Random(seed + round);
            Truth truth = truth(random, 1 + random.nextInt(3));
            List<LogGap> gaps = run(truth, random);
            String about = "seed " + (seed + round) + " "
                    + gaps.stream().map(OneLedger::text).toList();
            assertThat(sum(gaps, GapKind.MISSING) + sum(gaps, GapKind.ENDED) - sum(gaps, GapKind.FILLED))
                    .as("lines, " + about)
                    .isEqualTo(
                            truth.lost.stream().mapToLong(frame -> frame.events).sum());
            assertThat(sum(gaps, GapKind.SHED)).as("shed, " + about).isEqualTo(truth.shed);
            assertThat(frames(gaps)).as("frames, " + about).isEqualTo(holes(truth));
            assertThat(gaps).extracting(LogGap::id).as("ids, " + about).doesNotHaveDuplicates();
            assertThat(gaps).extracting(LogGap::kind).as(about).doesNotContain(GapKind.SILENT, GapKind.BACK);
        }
    }

    private static Truth truth(Random random, int lanes) {
        Truth truth = new Truth();
        Sender sender = new Sender("boot-of-a-sender");
        int count = 2 + random.nextInt(120);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(8) == 0) {
                int lines = random.nextInt(20);
                sender.shed(lines);
                truth.shed += lines;
            }
            sender.join(random.nextInt(3));
            int lane = random.nextInt(lanes);
            FrameReceipt frame = sender.frame(lane, random.nextInt(30), i * 3L);
            truth.sent.add(frame);
        }
        truth.endSecond = count * 3L;
        for (FrameReceipt frame : truth.sent) {
            deliver(frame, random, truth);
        }
        truth.arrivals.add(sender.farewell(truth.endSecond));
        Collections.shuffle(truth.arrivals, random);
        truth.arrivals.sort(Comparator.comparingLong(frame -> frame.arrivalMillis / 10_000));
        return truth;
    }

    /** Lost, late, twice, or as it should be; the very first frame always comes, for it makes the account exact. */
    private static void deliver(FrameReceipt frame, Random random, Truth truth) {
        boolean first = frame.lane == 0 && frame.seq == 0;
        int fate = random.nextInt(10);
        if (fate == 0 && !first) {
            truth.lost.add(frame);
            return;
        }
        if (fate == 1 && !first) {
            frame.arrivalMillis += random.nextInt(600) * 1000L;
        }
        truth.arrivals.add(frame);
        if (fate == 2) {
            truth.arrivals.add(frame);
        }
    }

    /** Frames come a little out of order, time follows them, and now and then the ledger goes through its stored form. */
    private static List<LogGap> run(Truth truth, Random random) throws Exception {
        Ledger ledger = new Ledger();
        List<LogGap> gaps = new ArrayList<>();
        for (FrameReceipt frame : truth.arrivals) {
            ledger.frame(frame, gaps::add);
            if (random.nextInt(10) == 0) {
                ledger = OneLedger.copy(ledger);
            }
            pass(ledger, frame.arrivalMillis - 10_000, gaps);
        }
        long end = truth.arrivals.stream()
                .mapToLong(frame -> frame.arrivalMillis)
                .max()
                .orElse(0);
        pass(ledger, end + 1_000_000, gaps);
        return gaps;
    }

    private static void pass(Ledger ledger, long millis, List<LogGap> gaps) {
        for (long next = ledger.nextMillis(); next <= millis; next = ledger.nextMillis()) {
            ledger.time(next, gaps::add);
        }
    }

    private static long sum(List<LogGap> gaps, GapKind kind) {
        return gaps.stream()
                .filter(gap -> gap.kind() == kind && gap.lines() != null)
                .mapToLong(LogGap::lines)
                .sum();
    }

    private static long frames(List<LogGap> gaps) {
        return gaps.stream()
                .filter(gap -> gap.frames() != null)
                .mapToLong(gap -> gap.kind() == GapKind.FILLED ? -gap.frames() : gap.frames())
                .sum();
    }

    /** Numbers below the highest that has come in their lane, and have not come themselves. */
    private static long holes(Truth truth) {
        Map<Integer, TreeSet<Long>> came = new HashMap<>();
        truth.arrivals.forEach(frame ->
                came.computeIfAbsent(frame.lane, lane -> new TreeSet<>()).add(frame.seq));
        return came.values().stream()
                .mapToLong(seqs -> seqs.last() + 1 - seqs.size())
                .sum();
    }
}

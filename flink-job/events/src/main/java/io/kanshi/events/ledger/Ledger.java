package io.kanshi.events.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What of one start of a sender has come and what has not: shown the header of every frame and the time of the stream, it tells of holes
 * in the numbers, of lines that were shed, and of silence.
 *
 * <p>Decides by what it is shown, never by a clock of its own: the same frames in the same order give the same rows, and in whatever
 * order they come, rows that add up to the same. A start that was met in the middle, as when the job begins to read at the stream's end, has no holes before
 * what was met. Mutable, for one thread; bounded by {@link LedgerLimits}.
 */
public final class Ledger {

    static final long NEVER = Long.MAX_VALUE;

    /** The last frame that named the task: rows are told in its name. */
    FrameReceipt sender = new FrameReceipt();

    boolean met;
    boolean knownFromStart;
    Silence silence = new Silence();
    Account account = new Account();
    final Map<Integer, LaneHoles> lanes = new TreeMap<>();

    /** Where the first frame of any lane but the first stands: up to there the first was alone. */
    long othersFrom = Long.MAX_VALUE;

    long shed;
    long shedBeforeMet;
    long endedMillis = NEVER;
    long wakeMillis = NEVER;
    long forgotten;

    /** A frame has come. */
    public void frame(FrameReceipt frame, Consumer<LogGap> out) {
        long heardMillis = met ? silence.lastMillis() : frame.arrivalMillis;
        name(frame);
        TellGaps tell = new TellGaps(sender, out);
        if (frame.isFarewell() && !account.isClosed()) {
            endedMillis = endedMillis == NEVER ? frame.arrivalMillis : Math.max(endedMillis, frame.arrivalMillis);
        }
        silence.hear(frame, tell);
        shed(frame, heardMillis, tell);
        met = true;
        lane(frame, tell);
    }

    private void name(FrameReceipt frame) {
        if (sender.boot.isEmpty() || frame.taskId != null || sender.taskId == null) {
            sender = frame;
        }
    }

    private void shed(FrameReceipt frame, long heardMillis, TellGaps tell) {
        if (isFirst(frame) && !knownFromStart) {
            knownFromStart = true;
            lanes.values().forEach(lane -> lane.knownFromStart(frame.arrivalMillis));
            if (shedBeforeMet > 0) {
                tell.shed(shedBeforeMet, shedBeforeMet, frame.arrivalMillis, heardMillis);
            }
        } else if (!met) {
            shed = frame.shed;
            shedBeforeMet = frame.shed;
        }
        if (frame.shed > shed) {
            tell.shed(frame.shed, frame.shed - shed, heardMillis, frame.arrivalMillis);
            shed = frame.shed;
        }
    }

    private static boolean isFirst(FrameReceipt frame) {
        return frame.lane == 0 && frame.seq == 0;
    }

    private void lane(FrameReceipt frame, TellGaps tell) {
        LaneHoles lane = lanes.get(frame.lane);
        if (lane == null) {
            if (lanes.size() == LedgerLimits.LANES) {
                forgotten++;
                return;
            }
            lane = new LaneHoles();
            lanes.put(frame.lane, lane);
        }
        if (frame.lane != 0) {
            othersFrom = Math.min(othersFrom, frame.framed() - frame.events);
        }
        LaneHoles.Met how = lane.meet(frame, knownFromStart);
        if (how.isNew()) {
            account.add(frame);
            filled(frame, how.filled(), tell);
            surplus(frame, lane, tell);
        }
    }

    private void filled(FrameReceipt frame, @Nullable Hole hole, TellGaps tell) {
        boolean wasTold = hole != null && hole.told;
        if (hole != null && hole.told && hole.countedLines) {
            account.tell(-frame.events);
            tell.filled(frame, wasTold, (long) frame.events);
            return;
        }
        long lines = account.takeBack(frame.events);
        if (wasTold || lines > 0) {
            tell.filled(frame, wasTold, lines > 0 || account.coversAll() ? lines : null);
        }
    }

    private void surplus(FrameReceipt frame, LaneHoles lane, TellGaps tell) {
        Hole surplus = lane.takeSurplus();
        if (surplus != null) {
            forgotten++;
            if (!surplus.told && !surplus.front) {
                missing(frame.lane, surplus, frame.arrivalMillis, tell);
            }
        }
    }

    /** The time of the stream: all that has arrived before it has been shown, as far as anybody can know. */
    public void time(long nowMillis, Consumer<LogGap> out) {
        TellGaps tell = new TellGaps(sender, out);
        silence.time(nowMillis, tell);
        lanes.forEach((number, lane) -> holes(number, lane.holes(), nowMillis, tell));
        if (nowMillis >= endedDueMillis()) {
            ended(nowMillis, tell);
        }
    }

    private void holes(int lane, List<Hole> holes, long nowMillis, TellGaps tell) {
        for (Hole hole : holes) {
            if (hole.isDue(nowMillis)) {
                missing(lane, hole, nowMillis, tell);
            }
        }
    }

    private void missing(int lane, Hole hole, long nowMillis, TellGaps tell) {
        boolean alone = lane == 0 && hole.framedAfter <= othersFrom && hole.linesBetween() >= 0;
        hole.told = true;
        hole.countedLines = alone && !account.coversAll();
        if (hole.countedLines) {
            account.tell(hole.linesBetween());
        }
        tell.missing(lane, hole, hole.countedLines ? hole.linesBetween() : null, nowMillis);
    }

    private long endedDueMillis() {
        return endedMillis == NEVER || account.isClosed() ? NEVER : endedMillis + LedgerLimits.SETTLE_MILLIS;
    }

    private void ended(long nowMillis, TellGaps tell) {
        tell.ended(account.close(knownFromStart && forgotten == 0), endedMillis, nowMillis);
    }

    /** Nothing has come from anybody for so long by the wall clock, so that the time of the stream stands still. */
    public void nothing(long forMillis, Consumer<LogGap> out) {
        silence.nothing(forMillis, new TellGaps(sender, out));
    }

    /** The input has ended: what is missing now will not come. Says nothing of silence, for the end of the input is no time. */
    public void end(Consumer<LogGap> out) {
        TellGaps tell = new TellGaps(sender, out);
        long lastMillis = silence.lastMillis();
        lanes.forEach((number, lane) -> {
            for (Hole hole : lane.holes()) {
                if (!hole.told && !hole.front) {
                    missing(number, hole, lastMillis, tell);
                }
            }
        });
        if (endedDueMillis() != NEVER) {
            ended(lastMillis, tell);
        }
    }

    /** When {@link #time} has something to say, or {@link #isOver} changes. */
    public long nextMillis() {
        long next = Math.min(silence.dueMillis(), endedDueMillis());
        for (LaneHoles lane : lanes.values()) {
            next = Math.min(next, lane.dueMillis());
        }
        return Math.min(next, silence.lastMillis() + LedgerLimits.FORGET_MILLIS);
    }

    /** How long nothing at all may come before {@link #nothing} has something to say; {@link Long#MAX_VALUE}: for ever. */
    public long patienceMillis() {
        return silence.patienceMillis();
    }

    /** Whether it was not heard of for so long that it can be forgotten. */
    public boolean isOver(long nowMillis) {
        return nowMillis >= silence.lastMillis() + LedgerLimits.FORGET_MILLIS;
    }

    /** Frames of further lanes and holes that the bounds have cut: what comes of them is not recognised. */
    public long forgotten() {
        return forgotten;
    }

    /** The timer of whoever keeps this ledger; {@link Long#MAX_VALUE}: there is none. */
    public long wakeMillis() {
        return wakeMillis;
    }

    public void wakeAt(long millis) {
        wakeMillis = millis;
    }

    /** Writes a versioned form. */
    public void write(DataOutput out) throws IOException {
        LedgerForm.write(out, this);
    }

    /** Reads what {@link #write} wrote; an IOException for anything else. */
    public static Ledger read(DataInput in) throws IOException {
        return LedgerForm.read(in);
    }
}

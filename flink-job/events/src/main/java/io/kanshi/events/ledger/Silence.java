package io.kanshi.events.ledger;

import io.kanshi.wire.FrameHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * When a start was heard of, and whether it is silent. Frames of several shards come in no order of time, so the times of hearing are
 * kept as spans, and one is judged when time has passed its end: the outcome depends on the times alone. Mutable, for one thread.
 */
final class Silence {

    /** First and last time of each span, ascending; a pause between two is a silence. */
    private final List<long[]> heard = new ArrayList<>();

    private long promiseMillis = FrameHeader.NO_PROMISE;
    private long farewellMillis = Long.MAX_VALUE;
    private boolean told;
    private long toldSinceMillis;

    /** What was before is judged. */
    private long floorMillis = Long.MIN_VALUE;

    void hear(FrameReceipt frame, TellGaps tell) {
        if (frame.isFarewell()) {
            farewellMillis = Math.min(farewellMillis, frame.arrivalMillis);
        }
        promiseMillis = Math.max(promiseMillis, frame.nextWithinMillis);
        add(frame.arrivalMillis);
        if (told && frame.arrivalMillis > toldSinceMillis) {
            back(frame.arrivalMillis, tell);
        }
    }

    private void add(long millis) {
        if (millis < floorMillis || told && millis <= toldSinceMillis) {
            return;
        }
        int at = 0;
        while (at < heard.size() && heard.get(at)[0] <= millis) {
            at++;
        }
        heard.add(at, new long[] {millis, millis});
        joinNeighbours();
    }

    private void joinNeighbours() {
        for (int i = heard.size() - 1; i > 0; i--) {
            long[] one = heard.get(i - 1);
            long[] other = heard.get(i);
            boolean tooMany = heard.size() > LedgerLimits.PAUSES && i == heard.size() - 1;
            if (!isPromiseKnown() || other[0] - one[1] < silentMillis() || tooMany) {
                one[1] = Math.max(one[1], other[1]);
                heard.remove(i);
            }
        }
    }

    private boolean isPromiseKnown() {
        return promiseMillis > 0;
    }

    /** How long a pause must be to be a silence. */
    private long silentMillis() {
        long promised = Math.min(promiseMillis, LedgerLimits.FORGET_MILLIS) * LedgerLimits.PROMISES;
        return Math.max(LedgerLimits.SILENT_MILLIS, promised);
    }

    /** Tells of the silences that have lasted long enough at this time. */
    void time(long nowMillis, TellGaps tell) {
        while (nowMillis >= dueMillis()) {
            silent(heard.get(0)[1], dueMillis(), tell);
            if (heard.size() > 1) {
                back(heard.get(1)[0], tell);
            }
        }
    }

    /** Nothing has come from anybody for so long, so that the time of the stream stands still. */
    void nothing(long forMillis, TellGaps tell) {
        if (isWaitedFor() && heard.size() == 1 && forMillis >= silentMillis()) {
            silent(lastMillis(), lastMillis() + forMillis, tell);
        }
    }

    private void silent(long sinceMillis, long nowMillis, TellGaps tell) {
        told = true;
        toldSinceMillis = sinceMillis;
        tell.silent(sinceMillis, nowMillis);
    }

    private void back(long nowMillis, TellGaps tell) {
        told = false;
        if (heard.size() > 1) {
            heard.remove(0);
            floorMillis = heard.get(0)[0];
        }
        tell.back(toldSinceMillis, nowMillis);
    }

    /** Whether another frame must come. */
    private boolean isWaitedFor() {
        return isPromiseKnown() && !told && !heard.isEmpty() && heard.get(0)[1] < farewellMillis;
    }

    long dueMillis() {
        return isWaitedFor() ? heard.get(0)[1] + silentMillis() : Long.MAX_VALUE;
    }

    /** How long to wait for a stream that stands still; {@link Long#MAX_VALUE} where nothing is waited for. */
    long patienceMillis() {
        return isWaitedFor() ? silentMillis() : Long.MAX_VALUE;
    }

    /** When it was heard of last; only after {@link #hear}. */
    long lastMillis() {
        return heard.get(heard.size() - 1)[1];
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(heard.size());
        for (long[] span : heard) {
            out.writeLong(span[0]);
            out.writeLong(span[1]);
        }
        out.writeLong(promiseMillis);
        out.writeLong(farewellMillis);
        out.writeBoolean(told);
        out.writeLong(toldSinceMillis);
        out.writeLong(floorMillis);
    }

    static Silence read(DataInput in) throws IOException {
        Silence silence = new Silence();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            silence.heard.add(new long[] {in.readLong(), in.readLong()});
        }
        silence.promiseMillis = in.readLong();
        silence.farewellMillis = in.readLong();
        silence.told = in.readBoolean();
        silence.toldSinceMillis = in.readLong();
        silence.floorMillis = in.readLong();
        return silence;
    }
}

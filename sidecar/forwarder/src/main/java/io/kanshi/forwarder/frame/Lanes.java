package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.FrameId;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import io.kanshi.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The open frames, one a lane. One lane is normal. When its shard is too small, new ones with higher numbers take over, and every
 * container goes on in one of them: so the order (boot, lane, seq, line) stays the order of each container's lines. For the reading
 * thread only.
 */
final class Lanes implements AutoCloseable {

    private final UUID boot;
    private final long startMillis;
    private final Supplier<TaskIdentity> identity;
    private final Counts counts;
    private final int most;
    private final List<Lane> lanes = new ArrayList<>();
    private int first;
    private int next;
    private long nextWithinMillis = FrameHeader.NO_PROMISE;

    /** A lane's open frame. */
    private static final class Lane {
        final FrameWriter writer = new FrameWriter();
        long seq;
    }

    Lanes(UUID boot, long startMillis, Supplier<TaskIdentity> identity, Counts counts, int most) {
        this.boot = boot;
        this.startMillis = startMillis;
        this.identity = identity;
        this.counts = counts;
        this.most = most;
        lanes.add(new Lane());
    }

    /** What the headers say from now on of when the next frame comes; {@link FrameHeader#LAST}: they are farewells. */
    void promise(long millis) {
        nextWithinMillis = millis;
    }

    /** Adds an event, one line of JSON. */
    void add(Origin origin, byte[] event, int start, int length) {
        if (origin.lane == Origin.NO_LANE) {
            origin.lane = first + next++ % (lanes.size() - first);
        }
        lanes.get(origin.lane).writer.add(event, start, length);
    }

    /** Opens twice as many lanes as now take events. False when there may be no more at a time. */
    boolean widen() {
        int now = lanes.size() - first;
        if (2 * now > most) {
            return false;
        }
        first = lanes.size();
        for (int i = 0; i < 2 * now; i++) {
            lanes.add(new Lane());
        }
        return true;
    }

    int open() {
        return lanes.size() - first;
    }

    int events() {
        int events = 0;
        for (Lane lane : lanes) {
            events += lane.writer.events();
        }
        return events;
    }

    /** Ends all open frames that hold something; with {@code alive}, when none does, one that is only its header. */
    List<Frame> seal(long group, boolean alive) {
        List<Frame> frames = new ArrayList<>();
        for (int number = 0; number < lanes.size(); number++) {
            if (lanes.get(number).writer.events() > 0) {
                seal(number, group, frames);
            }
        }
        if (frames.isEmpty() && alive) {
            seal(first, group, frames);
        }
        return frames;
    }

    private void seal(int number, long group, List<Frame> frames) {
        Lane lane = lanes.get(number);
        lane.writer.seal(WireLimits.FRAME_BYTES, events -> header(number, lane.seq, events), (bytes, events) -> {
            frames.add(new Frame(new FrameId(startMillis, boot.toString(), group, number, lane.seq, events), bytes));
            lane.seq++;
            counts.sealed += events;
        });
    }

    private FrameHeader header(int lane, long seq, int events) {
        TaskIdentity task = identity.get();
        long held = counts.held() - events;
        return new FrameHeader(
                FrameHeader.VERSION,
                boot.toString(),
                lane,
                seq,
                events,
                counts.received,
                counts.joined,
                counts.shed,
                held,
                nextWithinMillis,
                task.service(),
                task.cluster(),
                task.taskArn(),
                task.taskDefinition());
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.writer.close());
    }
}

package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.forward.Records;
import io.kanshi.forwarder.forward.Refusal;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.forwarder.hold.Journal;
import io.kanshi.forwarder.hold.Pressure;
import io.kanshi.wire.JoinLimits;
import io.kanshi.wire.LineJoiner;
import io.kanshi.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From records to frames, on the reading thread: write the line as an event, join it, add it to its lane's frame, and shed what there is no
 * room for. When frames are sealed, and where they go, is {@link OpenFrames}'. Never waits.
 */
public final class Intake implements Records, AutoCloseable {

    /**
     * What shapes frames.
     *
     * @param lineBytes longest log text; what is beyond it is cut and marked
     * @param frameBytes raw events that seal all open frames
     * @param frameMillis age that seals them
     * @param idleMillis without a frame for so long, a header alone says that all is quiet
     * @param lanes most lanes at a time
     * @param joins whether lines are joined to events
     */
    public record Shape(int lineBytes, int frameBytes, long frameMillis, long idleMillis, int lanes, boolean joins) {}

    private static final long MILLI = 1_000_000L;

    /** What the buffers of a quiet task take; they grow with what comes. */
    private static final int FIRST_BYTES = 64 << 10;

    private final Shape shape;
    private final Holding holding;
    private final Clock clock;
    private final Counts counts = new Counts();
    private final RefusalCounts refusals = new RefusalCounts();
    private final Arrivals arrivals;
    private final Origins origins;
    private final WriteEvent writeEvent;
    private final ReadBack readBack;
    private final Shedding shedding = new Shedding();
    private final LineJoiner<ReceivedLine> joiner;
    private final Lanes lanes;
    private final OpenFrames frames;
    private final LineBuffer assembled = new LineBuffer(16 << 10);
    private byte[] tag = {};
    private long nowMillis;
    private volatile boolean widenWanted;

    public Intake(
            Shape shape,
            UUID boot,
            long startMillis,
            Supplier<TaskIdentity> identity,
            Holding holding,
            @Nullable Journal journal,
            Clock clock) {
        this.shape = shape;
        this.holding = holding;
        this.clock = clock;
        arrivals = new Arrivals(FIRST_BYTES);
        origins = new Origins(arrivals);
        writeEvent = new WriteEvent(shape.lineBytes());
        readBack = new ReadBack();
        joiner = new LineJoiner<>(new JoinLimits(
                WireLimits.JOIN_TIMEOUT_NANOS,
                WireLimits.JOIN_SPAN_NANOS,
                WireLimits.JOINED_LINES,
                shape.lineBytes(),
                WireLimits.JOIN_PENDING,
                Math.min(WireLimits.JOIN_PENDING_BYTES, 4L * shape.frameBytes())));
        lanes = new Lanes(boot, startMillis, identity, counts, shape.lanes());
        nowMillis = clock.millis();
        frames = new OpenFrames(shape, lanes, arrivals, counts, holding, new JournalMirror(journal), nowMillis);
    }

    /** Takes what an earlier start's journal has and makes this one's valid: from then on that one is not needed. */
    public void begin(Journal.@Nullable Left left) throws IOException {
        if (left != null) {
            counts.received += left.shed();
            counts.shed += left.shed();
            readBack.lines(left.lines(), (b, start, end) -> {
                ReceivedLine line = arrivals.line();
                readBack.read(b, start, end, line);
                line.origin(origins.of(readBack.who(), readBack.source()));
                accept(line);
            });
        }
        frames.begin();
    }

    @Override
    public void tag(byte[] bytes, int start, int end) {
        int stop = WriteEvent.nameEnd(bytes, start, end);
        if (!Arrays.equals(tag, 0, tag.length, bytes, start, stop)) {
            tag = Arrays.copyOfRange(bytes, start, stop);
        }
    }

    @Override
    public void record(long timeNanos, Cursor record) {
        Pressure pressure = holding.pressure();
        if (pressure != Pressure.NONE && shedding.drops(record, pressure)) {
            counts.received++;
            counts.shed++;
            return;
        }
        ReceivedLine line = arrivals.line();
        writeEvent.write(record, timeNanos == 0 ? nowMillis * MILLI : timeNanos, tag, line);
        line.origin(origins.of(record.bytes(), writeEvent.fields(), tag));
        accept(line);
        if (frames.areFull()) {
            seal();
        }
    }

    /** Takes a line of our own: a metric in the name of a container. */
    public void metric(String line, String containerName) {
        ReceivedLine received = arrivals.line();
        byte[] name = containerName.getBytes(StandardCharsets.UTF_8);
        readBack.write(line.getBytes(StandardCharsets.UTF_8), name, nowMillis * MILLI, received);
        received.origin(origins.of(name, Origins.NO_SOURCE));
        accept(received);
    }

    private void accept(ReceivedLine line) {
        counts.received++;
        line.arrivalNanos = nowMillis * MILLI;
        if (shape.joins()) {
            joiner.accept(line, this::emit);
            line.accepted();
        } else {
            emit(line);
        }
        frames.lineCame(nowMillis);
    }

    private void emit(ReceivedLine event) {
        if (event.isPlain()) {
            lanes.add(event.origin(), event.in.bytes(), event.start, event.end - event.start);
        } else {
            assembled.cutTo(0);
            event.writeEvent(assembled);
            lanes.add(event.origin(), assembled.bytes(), 0, assembled.end());
        }
        arrivals.done(event);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    /** The clock of the turn that begins: lets go what was waited with long enough, and seals what is old. */
    public void tick() throws IOException {
        nowMillis = clock.millis();
        joiner.advance(nowMillis * MILLI, this::emit);
        if (widenWanted) {
            widenWanted = false;
            if (lanes.widen()) {
                origins.leaveLanes();
            }
        }
        if (frames.areDue(nowMillis)) {
            seal();
        }
    }

    /** Mirrors what has come: from now on it survives the death of the program. */
    @Override
    public void readEnded() {
        frames.mirror();
    }

    /** The last group whose lines survive the program, as far as the journal is concerned. */
    public long journaledGroup() {
        return frames.journaledGroup();
    }

    /** The end of a turn. */
    public void turnEnded() {
        readEnded();
        counts.joined = joiner.joined();
        counts.publish();
    }

    /** How long the next turn may wait for bytes. */
    public long waitMillis() {
        return frames.waitMillis(clock.millis(), joiner.pending() > 0 ? 100 : 1000);
    }

    private void seal() {
        counts.joined = joiner.joined();
        frames.seal(nowMillis);
    }

    /** The end: lets go everything, and seals it. The last header says farewell, so that nobody waits for another. */
    public void finish() {
        frames.end();
        joiner.flush(this::emit);
        seal();
    }

    /** Asks for more lanes, from any thread. */
    public void widen() {
        widenWanted = true;
    }

    @Override
    public long group() {
        return frames.group();
    }

    /** From any thread. */
    public Totals totals() {
        return counts.published();
    }

    /** How often this was refused; from any thread. */
    public long count(Refusal refusal) {
        return refusals.count(refusal);
    }

    public int lanesOpen() {
        return lanes.open();
    }

    @Override
    public void close() {
        lanes.close();
    }
}

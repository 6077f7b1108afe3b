package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.forward.Records;
import io.kanshi.forwarder.forward.Refusal;
import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.forwarder.hold.Journal;
import io.kanshi.forwarder.hold.Pressure;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.JoinLimits;
import io.kanshi.wire.LineJoiner;
import io.kanshi.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From records to sealed frames, on the reading thread: write the line as an event, mirror it in the journal, join it, add it to its
 * lane's frame; seal all lanes when they are old or full, and hand the frames to the holding. Never waits.
 */
public final class Intake implements Records, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

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

    private static final byte[] NO_SOURCE = {};
    private static final long MILLI = 1_000_000L;

    /** What the buffers of a quiet task take; they grow with what comes. */
    private static final int FIRST_BYTES = 64 << 10;

    private final Shape shape;
    private final Holding holding;
    private final JournalMirror journal;
    private final Clock clock;
    private final Counts counts = new Counts();
    private final Map<Refusal, AtomicLong> refusals = new EnumMap<>(Refusal.class);
    private final Arrivals arrivals;
    private final Origins origins;
    private final WriteEvent writeEvent;
    private final ReadBack readBack;
    private final Shedding shedding = new Shedding();
    private final LineJoiner<ReceivedLine> joiner;
    private final Lanes lanes;
    private final LineBuffer assembled = new LineBuffer(16 << 10);
    private byte[] tag = {};
    private long group = 1;
    private long nowMillis;
    private long sealAtMillis = Long.MAX_VALUE;
    private long aliveAtMillis;
    private boolean ending;
    private boolean farewell;
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
        this.journal = new JournalMirror(journal);
        this.clock = clock;
        for (Refusal refusal : Refusal.values()) {
            refusals.put(refusal, new AtomicLong());
        }
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
        lanes.promise(shape.idleMillis());
        nowMillis = clock.millis();
        aliveAtMillis = nowMillis;
    }

    /** Takes what an earlier start's journal has and makes this one's valid: from then on that one is not needed. */
    public void begin(Journal.@Nullable Left left) throws IOException {
        if (left != null) {
            counts.received += left.shed();
            counts.shed += left.shed();
            readBack.lines(left.lines(), (b, start, end) -> {
                ReceivedLine line = arrivals.line();
                readBack.read(b, start, end, line);
                line.origin(originOf(readBack.who(), readBack.source()));
                accept(line);
            });
        }
        journal.begin(arrivals.buffer(), group, counts.untoldShed());
    }

    private Origin originOf(byte[] who, byte[] source) {
        return origins.of(who, 0, who.length, source, 0, source.length);
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
        RecordFields fields = writeEvent.fields();
        byte[] b = record.bytes();
        boolean identified = fields.has(RecordFields.CONTAINER_ID);
        boolean named = fields.has(RecordFields.CONTAINER_NAME);
        int who = identified ? RecordFields.CONTAINER_ID : RecordFields.CONTAINER_NAME;
        boolean sourced = fields.has(RecordFields.SOURCE);
        line.origin(origins.of(
                identified || named ? b : tag,
                identified || named ? fields.start(who) : 0,
                identified || named ? WriteEvent.nameEnd(b, fields.start(who), fields.end(who)) : tag.length,
                sourced ? b : NO_SOURCE,
                sourced ? fields.start(RecordFields.SOURCE) : 0,
                sourced
                        ? WriteEvent.nameEnd(b, fields.start(RecordFields.SOURCE), fields.end(RecordFields.SOURCE))
                        : 0));
        accept(line);
        if (arrivals.freshBytes() >= shape.frameBytes()) {
            seal();
        }
    }

    /** Takes a line of our own: a metric in the name of a container. */
    public void metric(String line, String containerName) {
        ReceivedLine received = arrivals.line();
        byte[] name = containerName.getBytes(StandardCharsets.UTF_8);
        readBack.write(line.getBytes(StandardCharsets.UTF_8), name, nowMillis * MILLI, received);
        received.origin(originOf(name, NO_SOURCE));
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
        if (sealAtMillis == Long.MAX_VALUE) {
            sealAtMillis = nowMillis + shape.frameMillis();
        }
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
        if (Objects.requireNonNull(refusals.get(refusal)).incrementAndGet() == 1) {
            LOG.warn("refused from a client: " + refusal.text() + " (said once, counted in /metrics)");
        }
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
        boolean old = nowMillis >= sealAtMillis && lanes.events() > 0;
        if (old || nowMillis - aliveAtMillis >= shape.idleMillis()) {
            seal();
        }
    }

    /** Mirrors what has come: from now on it survives the death of the program. */
    @Override
    public void readEnded() {
        journal.append(arrivals.buffer(), counts.untoldShed());
    }

    /** The last group whose lines survive the program, as far as the journal is concerned. */
    public long journaledGroup() {
        return journal.isWhole() ? group : group - 1;
    }

    /** The end of a turn. */
    public void turnEnded() {
        readEnded();
        counts.joined = joiner.joined();
        counts.publish();
    }

    /** How long the next turn may wait for bytes. */
    public long waitMillis() {
        long idleAt = aliveAtMillis + shape.idleMillis();
        long next = lanes.events() > 0 ? Math.min(sealAtMillis, idleAt) : idleAt;
        long most = joiner.pending() > 0 ? 100 : 1000;
        return Math.max(1, Math.min(most, next - clock.millis()));
    }

    private void seal() {
        boolean idle = nowMillis - aliveAtMillis >= shape.idleMillis();
        counts.joined = joiner.joined();
        long shed = counts.shed;
        List<Frame> frames = lanes.seal(group, idle || ending && (!farewell || counts.untoldShed() > 0));
        for (Frame frame : frames) {
            if (holding.add(frame)) {
                counts.told(shed);
                farewell = ending;
            } else {
                counts.sealed -= frame.id().events();
                counts.shed += frame.id().events();
            }
        }
        counts.publish();
        if (!frames.isEmpty()) {
            aliveAtMillis = nowMillis;
        }
        group++;
        arrivals.startOver();
        journal.startOver(arrivals.buffer(), group, counts.untoldShed());
        holding.release();
        sealAtMillis = arrivals.waiting() > 0 ? nowMillis + shape.frameMillis() : Long.MAX_VALUE;
    }

    /** The end: lets go everything, and seals it. The last header says farewell, so that nobody waits for another. */
    public void finish() {
        ending = true;
        lanes.promise(FrameHeader.LAST);
        joiner.flush(this::emit);
        seal();
    }

    /** Asks for more lanes, from any thread. */
    public void widen() {
        widenWanted = true;
    }

    @Override
    public long group() {
        return group;
    }

    /** From any thread. */
    public Totals totals() {
        return counts.published();
    }

    /** How often this was refused; from any thread. */
    public long count(Refusal refusal) {
        return Objects.requireNonNull(refusals.get(refusal)).get();
    }

    public int lanesOpen() {
        return lanes.open();
    }

    @Override
    public void close() {
        lanes.close();
    }
}

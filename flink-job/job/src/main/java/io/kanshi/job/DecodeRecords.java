package io.kanshi.job;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.HealthCheck;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.rules.Pane;
import io.kanshi.wire.FrameHeader;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The head of the chain: records in, events out; panes, dead letters and counts on the side.
 *
 * <p>One operator, because it alone sees both inputs. Rules come by broadcast, an operator with two inputs must head its chain, and
 * panes are counted where the events are, so that only counts cross the network. Panes are flushed when the watermark has passed
 * them, those with errors twice a second, and before each checkpoint barrier: nothing counted is ever in this operator's state.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class DecodeRecords extends AbstractStreamOperator<LogEvent>
        implements TwoInputStreamOperator<RawRecord, RulesUpdate, LogEvent>, EventSink {

    private static final long serialVersionUID = 1;

    static final OutputTag<Pane> PANES = new OutputTag<>("panes", JobTypes.PANE);
    static final OutputTag<ServiceCount> SERVICE_COUNTS = new OutputTag<>("service-counts", JobTypes.SERVICE_COUNT);
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", JobTypes.DEAD_LETTER);
    static final OutputTag<FrameReceipt> RECEIPTS = new OutputTag<>("receipts", JobTypes.FRAME_RECEIPT);
    static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies-of-events", JobTypes.TALLY);

    /** Between two flushes of panes with errors: at most two pieces a second of each, where there would be one. */
    private static final long FLUSH_EARLY_MILLIS = 500;

    private final EventsSettings settings;
    private final String firstRules;
    private final Boundedness input;

    private transient RecordDecoder decoder;
    private transient RulesInForce rules;
    private transient Tallies tallies;
    private transient DecodeCounts counts;
    private transient Progress progress;
    private transient @Nullable ScheduledFuture<?> nextBeat;
    private transient @Nullable ScheduledFuture<?> nextFlush;
    private transient StreamRecord<LogEvent> reused;
    private transient long watermark;
    private transient long arrivalMillis;

    /** @param input of a bounded one panes are flushed by watermarks and barriers alone */
    DecodeRecords(EventsSettings settings, String firstRules, Boundedness input) {
        this.settings = settings;
        this.firstRules = firstRules;
        this.input = input;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        rules = RulesInForce.restore(context.getOperatorStateStore(), firstRules, this::emit, this::emit);
    }

    @Override
    public void open() throws Exception {
        super.open();
        LeftThreads.releaseAtEnd(getRuntimeContext());
        decoder = new RecordDecoder(settings);
        tallies = new Tallies(this::emit);
        counts = new DecodeCounts(getMetricGroup());
        progress = new Progress(getMetricGroup(), getProcessingTimeService()::getCurrentProcessingTime);
        beatLater();
        if (input == Boundedness.CONTINUOUS_UNBOUNDED) {
            flushEarlyLater();
        }
        reused = new StreamRecord<>(null);
        watermark = Long.MIN_VALUE;
    }

    /** One timer at a time: a task that was held up owes no beats. */
    private void beatLater() {
        long due = getProcessingTimeService().getCurrentProcessingTime() + Progress.BEAT_MILLIS;
        nextBeat = getProcessingTimeService().registerTimer(due, time -> {
            progress.beat();
            beatLater();
        });
    }

    /** Errors that a rule need not wait for go on at once, not when the watermark has passed them. */
    private void flushEarlyLater() {
        long due = getProcessingTimeService().getCurrentProcessingTime() + FLUSH_EARLY_MILLIS;
        nextFlush = getProcessingTimeService().registerTimer(due, time -> {
            rules.flushEarly();
            flushEarlyLater();
        });
    }

    @Override
    public void processElement1(StreamRecord<RawRecord> element) {
        RawRecord record = element.getValue();
        arrivalMillis = record.arrivalMillis;
        decoder.decode(record.bytes, 0, record.bytes.length, record.arrivalMillis, this);
    }

    @Override
    public void processElement2(StreamRecord<RulesUpdate> element) throws Exception {
        rules.accept(element.getValue());
    }

    @Override
    public void event(LogEvent event) {
        String service = event.identity.service();
        boolean dropped = event.healthCheck == HealthCheck.PASSING;
        tallies.add(dropped ? Counter.HEALTH_CHECKS_DROPPED : Counter.EVENTS, service);
        if (dropped) {
            counts.healthCheckDropped();
        }
        if (event.isError()) {
            tallies.add(Counter.ERRORS, service);
        }
        if (!event.metrics.isEmpty()) {
            tallies.add(Counter.METRICS, service);
        }
        count(event, service);
        output.collect(reused.replace(event));
    }

    private void count(LogEvent event, String service) {
        long second = Math.floorDiv(event.timeNanos, 1_000_000_000L) * 1000;
        if (event.implausibleTime) {
            tallies.add(Counter.IMPLAUSIBLE_TIME, service);
            counts.implausibleTime();
        } else if (Panes.isPast(second, watermark)) {
            tallies.add(Counter.LATE, service);
            counts.late();
        } else {
            rules.paneBuilder(second).add(event);
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        tallies.add(Counter.DEAD_LETTERS, letter.reason().text(), 1);
        tallies.add(Counter.DEAD_LETTER_LINES, letter.reason().text(), letter.lines());
        counts.deadLetter(letter);
        output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
    }

    @Override
    public void header(FrameHeader header) {
        tallies.add(Counter.LINES_RECEIVED, header.boot(), header.received());
        tallies.add(Counter.LINES_JOINED, header.boot(), header.joined());
        tallies.add(Counter.LINES_SHED, header.boot(), header.shed());
        output.collect(RECEIPTS, new StreamRecord<>(FrameReceipt.of(header, arrivalMillis)));
    }

    private void emit(Pane pane) {
        if (pane.cutErrors > 0) {
            tallies.add(Counter.CUT_FINGERPRINTS, "", pane.cutErrors);
        }
        output.collect(PANES, new StreamRecord<>(pane));
    }

    private void emit(ServiceCount count) {
        output.collect(SERVICE_COUNTS, new StreamRecord<>(count));
    }

    private void emit(Tally tally) {
        output.collect(TALLIES, new StreamRecord<>(tally));
    }

    /** Time comes from the records; the rules' input must not hold it back. */
    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        progress.watermark(watermark);
        rules.flush(watermark);
        if (watermark == Watermark.MAX_WATERMARK.getTimestamp()) {
            flushTallies();
        }
        processWatermark(mark);
    }

    private void flushTallies() {
        tallies.add(Counter.CUT_KEYS, "", rules.takeCutKeys());
        tallies.flush();
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // See processWatermark1.
    }

    /** Idle is who has no records: a shard without any holds up no window. The rules' input is no reason for either. */
    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) {
        if (input == 0) {
            progress.idle(status.isIdle());
            output.emitWatermarkStatus(status);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        rules.flushAll();
        flushTallies();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        rules.store();
        progress.barrier(context.getCheckpointId());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        progress.complete(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (nextBeat != null) {
            nextBeat.cancel(false);
        }
        if (nextFlush != null) {
            nextFlush.cancel(false);
        }
        super.close();
    }
}

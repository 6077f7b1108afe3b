package io.kanshi.job;

import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import io.kanshi.events.Metrics;
import io.kanshi.events.ledger.LogGap;
import io.kanshi.rules.Pane;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes metrics of gaps, so that rules can ask for them: {@code pipeline_lines_shed}, {@code pipeline_lines_missing}, {@code
 * pipeline_frames_missing} and {@code pipeline_sidecars_silent}, of the sender's service and task.
 *
 * <p>Counts panes as {@link DecodeRecords} does, with the same rules and flushed at the same times. A gap counts in the second in which it
 * is told, and never in one that is over: it is news when it is told.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class CountGaps extends AbstractStreamOperator<Pane>
        implements TwoInputStreamOperator<LogGap, RulesUpdate, Pane> {

    private static final long serialVersionUID = 1;

    private final String firstRules;

    private transient RulesInForce rules;
    private transient LogEvent event;
    private transient long watermark;

    CountGaps(String firstRules) {
        this.firstRules = firstRules;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        rules = RulesInForce.restore(context.getOperatorStateStore(), firstRules, this::emit, count -> {
            throw new IllegalStateException("a gap is no line of a service: " + count);
        });
    }

    @Override
    public void open() throws Exception {
        super.open();
        event = new LogEvent();
        watermark = Long.MIN_VALUE;
    }

    private void emit(Pane pane) {
        output.collect(new StreamRecord<>(pane));
    }

    @Override
    public void processElement1(StreamRecord<LogGap> element) {
        LogGap gap = element.getValue();
        event.clear();
        measure(gap, event.metrics);
        if (event.metrics.isEmpty()) {
            return;
        }
        long second = second(gap.timeMillis());
        event.identity =
                new Identity(gap.service(), gap.cluster(), gap.taskId(), gap.taskDefinition(), null, null, null);
        event.timeNanos = second * 1_000_000L;
        rules.paneBuilder(second).add(event);
    }

    private static void measure(LogGap gap, Metrics metrics) {
        double lines = number(gap.lines());
        switch (gap.kind()) {
            case MISSING -> {
                if (gap.lines() == null || lines > 0) {
                    metrics.add("pipeline_frames_missing", number(gap.frames()));
                    metrics.add("pipeline_lines_missing", lines);
                }
            }
            case ENDED -> {
                if (lines > 0) {
                    metrics.add("pipeline_lines_missing", lines);
                }
            }
            case SHED -> metrics.add("pipeline_lines_shed", lines);
            case SILENT -> metrics.add("pipeline_sidecars_silent", 1);
            case FILLED, BACK -> {
                // No rule needs to know that something is well again: it sees that nothing more is amiss.
            }
        }
    }

    private static double number(@Nullable Long count) {
        return count == null ? 0 : count.doubleValue();
    }

    private long second(long toldMillis) {
        long second = Math.floorDiv(toldMillis, Panes.SECOND_MILLIS) * Panes.SECOND_MILLIS;
        return Panes.isPast(second, watermark)
                ? Math.floorDiv(watermark + 1, Panes.SECOND_MILLIS) * Panes.SECOND_MILLIS
                : second;
    }

    @Override
    public void processElement2(StreamRecord<RulesUpdate> element) throws Exception {
        rules.accept(element.getValue());
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        rules.flush(watermark);
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Time comes from the frames; the rules' input must not hold it back.
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) {
        if (input == 0) {
            output.emitWatermarkStatus(status);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        rules.flushAll();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        rules.store();
    }
}

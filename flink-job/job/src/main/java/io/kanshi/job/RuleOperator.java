package io.kanshi.job;

import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs {@link EvaluateRules} in the time of the panes alone. Flink's own operator takes the lesser time of both inputs, or that of the
 * rules where no pane comes: when their source has ended that is the end of time, and one quiet minute of all shards would be the end
 * of every window.
 *
 * <p>It also keeps the rules as state, the first ones included, and wakes every shard when new ones begin to hold: a function may do
 * neither.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class RuleOperator extends CoBroadcastWithKeyedOperator<Integer, Pane, RulesUpdate, AlertEvent> {

    private static final long serialVersionUID = 1;
    private static final int RULES = 1;

    /** The name that Flink's operator gives to the timers of its function. */
    private static final String TIMERS = "user-timers";

    private final EvaluateRules function;
    private final String firstRules;

    private transient BroadcastState<Long, String> state;
    private transient RuleVersions versions;
    private transient volatile long judgedMillis;

    private RuleOperator(EvaluateRules function, String firstRules) {
        super(function, List.of(RuleVersions.STATE));
        this.function = function;
        this.firstRules = firstRules;
    }

    RuleOperator(String firstRules, Boundedness input) {
        this(new EvaluateRules(input), firstRules);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getBroadcastState(RuleVersions.STATE);
        versions = RuleVersions.restore(state, firstRules);
    }

    @Override
    public void open() throws Exception {
        super.open();
        function.follow(versions);
        super.processWatermarkStatus(WatermarkStatus.IDLE, RULES);
        tellHowFar();
    }

    /** Of all shards together, idle or not: when no log comes at all, no rule is judged. Until there is a watermark, from now on. */
    private void tellHowFar() {
        ProcessingTimeService clock = getProcessingTimeService();
        judgedMillis = clock.getCurrentProcessingTime();
        PipelineMetrics.of(getMetricGroup())
                .<Long, Gauge<Long>>gauge(
                        "alertLag", () -> Math.max(0, clock.getCurrentProcessingTime() - judgedMillis));
    }

    @Override
    public void processElement2(StreamRecord<RulesUpdate> update) throws Exception {
        super.processElement2(update);
        long start = update.getValue().effectiveFromMillis();
        if (versions.starts().contains(start)) {
            wakeAllShards(start);
        }
    }

    private void wakeAllShards(long timeMillis) throws Exception {
        InternalTimerService<VoidNamespace> timers =
                getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        this.<Integer>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        EvaluateRules.TIMER,
                        (shard, timer) -> {
                            Long next = timer.value();
                            if (next != null && timeMillis < next) {
                                timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timeMillis - 1);
                                timer.update(timeMillis);
                            }
                        });
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        judgedMillis = mark.getTimestamp();
        function.forgetRules(mark.getTimestamp());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        versions.store(state);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Rules have no time of their own.
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        if (input != RULES) {
            super.processWatermarkStatus(status, input);
        }
    }
}

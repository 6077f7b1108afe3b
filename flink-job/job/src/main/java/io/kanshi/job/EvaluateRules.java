package io.kanshi.job;

import io.kanshi.job.Judges.Judge;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Findings;
import io.kanshi.rules.Pane;
import io.kanshi.rules.SeriesState;
import io.kanshi.rules.ThresholdBreach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Panes in, alert events out: windows in event time, one timer a shard.
 *
 * <p>Keyed by shard (a hash of selection and key) rather than by key, so that the bound on keys is kept in keyed state and does not
 * depend on parallelism: each shard admits its part of a selection's {@code max_keys}, first come, first served; the rest is counted.
 * The end of the input is no time: nothing fires or resolves because the data ends.
 *
 * <p>Each shard follows one rule file. At the time from which the next one holds, a timer hands all its series over; until then panes of
 * that file's selections, which may come early, are only kept.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class EvaluateRules extends KeyedBroadcastProcessFunction<Integer, Pane, RulesUpdate, AlertEvent> {

    private static final long serialVersionUID = 1;

    /** Shards; fixed for ever, because state is kept by shard. Flink's default for the number of key groups. */
    static final int SHARDS = 128;

    static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies-of-panes", JobTypes.TALLY);

    static final OutputTag<ThresholdBreach> THRESHOLD_BREACHES =
            new OutputTag<>("threshold-breaches", JobTypes.THRESHOLD_BREACH);

    /** When a shard is due, as milliseconds since 1970. */
    static final ValueStateDescriptor<Long> TIMER = new ValueStateDescriptor<>("timer", Types.LONG);

    /**
     * Errors of which a rule is told at once. After a failure the records since the last checkpoint, which are older, come in another order;
     * judged by their windows they give the same alerts again.
     */
    private static final long NEWS_MILLIS = 30_000;

    private final Boundedness input;

    private transient MapState<String, SeriesState> series;
    private transient AdmittedKeys keys;
    private transient ValueState<Long> timer;

    /** The start of the rules that a shard's series follow; null before any change. */
    private transient ValueState<Long> follows;

    private transient Map<Integer, DueTimes> dueTimes;
    private transient Judges judges;
    private transient RuleVersions versions;

    /** @param input nobody waits for what comes of a bounded one: nothing fires before its window is over */
    EvaluateRules(Boundedness input) {
        this.input = input;
    }

    /** The shard of a pane. */
    static int shard(Pane pane) {
        return Math.floorMod(31 * pane.selection.hashCode() + pane.key.hashCode(), SHARDS);
    }

    @Override
    public void open(OpenContext context) {
        dueTimes = new HashMap<>();
        series = getRuntimeContext().getMapState(new MapStateDescriptor<>("series", Types.STRING, JobTypes.SERIES));
        keys = new AdmittedKeys(
                getRuntimeContext().getMapState(new MapStateDescriptor<>("keys", Types.STRING, Types.INT)));
        timer = getRuntimeContext().getState(TIMER);
        follows = getRuntimeContext().getState(new ValueStateDescriptor<>("follows", Types.LONG));
    }

    /** What the operator has read from its state, before any element. */
    void follow(RuleVersions restored) {
        versions = restored;
        judges = new Judges(restored);
    }

    @Override
    public void processElement(Pane pane, ReadOnlyContext context, Collector<AlertEvent> out) throws Exception {
        long start = start(context);
        Judge counted = judges.of(Math.max(start, versions.startAt(pane.second)));
        if (!counted.engine().knows(pane.selection)) {
            context.output(TALLIES, new Tally(Counter.LATE_PANES, "", 1));
            return;
        }
        String id = SeriesId.of(pane);
        SeriesState state = series.get(id);
        if (state == null) {
            if (!keys.admit(pane.selection, counted.maxKeys())) {
                context.output(TALLIES, new Tally(Counter.CUT_KEYS, pane.selection, 1));
                return;
            }
            state = new SeriesState();
        }
        if (!counted.engine().onPane(state, pane)) {
            context.output(TALLIES, new Tally(Counter.LATE_PANES, "", 1));
        } else if (versions.startAt(pane.second) <= start && isNews(pane, context.currentProcessingTime())) {
            Findings findings = new Findings();
            counted.engine().early(state, findings);
            findings.alerts().forEach(out::collect);
        }
        series.put(id, state);
        DueTimes times = dueTimes.get(context.getCurrentKey());
        if (times != null) {
            look(times, id, state);
        }
        wake(
                context.timerService(),
                Math.min(judges.nextTime(start, state, pane.selection), versions.nextStart(start)));
    }

    /** Whether errors are as new as those of a job that keeps up: what comes later waits until its windows are judged. */
    private boolean isNews(Pane pane, long nowMillis) {
        return input == Boundedness.CONTINUOUS_UNBOUNDED && pane.errors > 0 && nowMillis - pane.second <= NEWS_MILLIS;
    }

    /** The start of the rules that this shard follows: those of its first pane, until a timer finds that the next ones hold. */
    private long start(ReadOnlyContext context) throws Exception {
        Long known = follows.value();
        if (known != null) {
            return known;
        }
        long watermark = context.currentWatermark();
        long start = versions.startAt(watermark == Long.MAX_VALUE ? watermark : watermark + 1);
        follows.update(start);
        return start;
    }

    private void wake(TimerService timers, long timeMillis) throws Exception {
        Long next = timer.value();
        if (timeMillis != Long.MAX_VALUE && (next == null || timeMillis < next)) {
            // A window that ends at t is complete when the watermark is t - 1: no event before t will come.
            timers.registerEventTimeTimer(timeMillis - 1);
            timer.update(timeMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertEvent> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        long now = timestamp + 1;
        Long due = timer.value();
        if (due == null || due > now) {
            return;
        }
        timer.clear();
        Findings findings = new Findings();
        long start = takeOver(start(context), now, findings);
        DueTimes times = times(context.getCurrentKey(), start);
        for (String id : times.takeDue(now)) {
            SeriesState state = series.get(id);
            judges.of(start).engine().onTime(state, now, findings);
            keepOrForget(id, state, times);
        }
        findings.alerts().stream().sorted(AlertOrder.BY_TIME_AND_ID).forEach(out::collect);
        findings.breaches().forEach(breach -> context.output(THRESHOLD_BREACHES, breach));
        wake(context.timerService(), Math.min(times.next(), versions.nextStart(start)));
    }

    /** Hands the shard's series over to the rules that hold by now, one file after the other; gives the start of the last one. */
    private long takeOver(long follows, long now, Findings findings) throws Exception {
        long start = follows;
        for (long next = versions.nextStart(start); next <= now; next = versions.nextStart(start)) {
            for (String id : ids()) {
                SeriesState state = series.get(id);
                judges.of(next).engine().takeOver(state, judges.of(start).engine(), next, findings);
                series.put(id, state);
            }
            start = next;
        }
        if (start != follows) {
            this.follows.update(start);
        }
        return start;
    }

    private List<String> ids() throws Exception {
        List<String> ids = new ArrayList<>();
        series.keys().forEach(ids::add);
        return ids;
    }

    private void keepOrForget(String id, SeriesState state, DueTimes times) throws Exception {
        if (state.isEmpty()) {
            forget(id);
        } else {
            series.put(id, state);
            look(times, id, state);
        }
    }

    private void forget(String id) throws Exception {
        keys.release(SeriesId.selection(id));
        series.remove(id);
    }

    private void look(DueTimes times, String id, SeriesState state) {
        times.set(id, judges.nextTime(times.start(), state, SeriesId.selection(id)));
    }

    /** The index of a shard, built anew where there is none (a start, a restore) or where it follows other rules. */
    private DueTimes times(int shard, long start) throws Exception {
        DueTimes known = dueTimes.get(shard);
        if (known != null && known.start() == start) {
            return known;
        }
        DueTimes times = new DueTimes(start);
        for (String id : ids()) {
            SeriesState state = series.get(id);
            if (state.isEmpty() || !judges.watch(SeriesId.selection(id), start) && !state.isFiring()) {
                forget(id);
            } else {
                look(times, id, state);
            }
        }
        dueTimes.put(shard, times);
        return times;
    }

    @Override
    public void processBroadcastElement(RulesUpdate update, Context context, Collector<AlertEvent> out) {
        judges.accept(update);
    }

    /** Forgets rules that no event can need any more. */
    void forgetRules(long watermark) {
        judges.forget(watermark);
    }
}

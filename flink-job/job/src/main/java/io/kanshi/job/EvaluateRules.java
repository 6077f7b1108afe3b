package io.kanshi.job;

import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Findings;
import io.kanshi.rules.Pane;
import io.kanshi.rules.Rule;
import io.kanshi.rules.RuleEngine;
import io.kanshi.rules.RuleFile;
import io.kanshi.rules.SeriesState;
import io.kanshi.rules.ThresholdBreach;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Panes in, alert events out: windows in event time, one timer a shard.
 *
 * <p>Keyed by shard (a hash of selection and key) rather than by key, so that the bound on keys is kept in keyed state and does not
 * depend on parallelism: each shard admits its part of a selection's {@code max_keys}, first come, first served; the rest is counted.
 * The end of the input is no time: nothing fires or resolves because the data ends.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class EvaluateRules extends KeyedBroadcastProcessFunction<Integer, Pane, RulesUpdate, AlertEvent> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(EvaluateRules.class);

    /** Shards; fixed for ever, because state is kept by shard. Flink's default for the number of key groups. */
    static final int SHARDS = 128;

    static final OutputTag<Tally> TALLIES = new OutputTag<>("tallies-of-panes", JobTypes.TALLY);

    static final OutputTag<ThresholdBreach> THRESHOLD_BREACHES =
            new OutputTag<>("threshold-breaches", JobTypes.THRESHOLD_BREACH);

    /** Behind the selection in a series' id; the selection is a hash and has none. */
    private static final char SEPARATOR = ' ';

    /**
     * Series of one selection in one shard. The pane builders keep {@code max_keys} for each subtask; here it is kept for all of them,
     * with twice the even share and some to spare, so that an uneven spread over shards cuts no key that the bound would admit.
     */
    private static final int SPARE_KEYS = 32;

    private final String firstRules;
    private final int maxKeys;

    private transient Map<String, RuleEngine> engines;
    private transient MapState<String, SeriesState> series;
    private transient MapState<String, Integer> keys;
    private transient ValueState<Long> timer;
    private transient Map<Integer, DueTimes> dueTimes;
    private transient String yaml;
    private transient RuleEngine engine;

    EvaluateRules(String firstRules) {
        this.firstRules = firstRules;
        int most = RulesInForce.parse(firstRules).rules().stream()
                .mapToInt(Rule::maxKeys)
                .max()
                .orElse(0);
        this.maxKeys = 2 * most / SHARDS + SPARE_KEYS;
    }

    /** The shard of a pane. */
    static int shard(Pane pane) {
        return Math.floorMod(31 * pane.selection.hashCode() + pane.key.hashCode(), SHARDS);
    }

    @Override
    public void open(OpenContext context) {
        engines = new HashMap<>();
        dueTimes = new HashMap<>();
        yaml = firstRules;
        engine = engine(yaml);
        series = getRuntimeContext().getMapState(new MapStateDescriptor<>("series", Types.STRING, JobTypes.SERIES));
        keys = getRuntimeContext().getMapState(new MapStateDescriptor<>("keys", Types.STRING, Types.INT));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    private RuleEngine engine(String rules) {
        return engines.computeIfAbsent(rules, text -> new RuleEngine(RulesInForce.parse(text)));
    }

    @Override
    public void processElement(Pane pane, ReadOnlyContext context, Collector<AlertEvent> out) throws Exception {
        RuleEngine rules = inForce(context.getBroadcastState(RulesInForce.STATE), pane.second);
        String id = id(pane);
        SeriesState state = series.get(id);
        if (state == null) {
            if (!admit(pane.selection)) {
                context.output(TALLIES, new Tally(Counter.CUT_KEYS, pane.selection, 1));
                return;
            }
            state = new SeriesState();
        }
        if (!rules.onPane(state, pane)) {
            context.output(TALLIES, new Tally(Counter.LATE_PANES, "", 1));
        }
        series.put(id, state);
        DueTimes times = dueTimes.get(context.getCurrentKey());
        if (times != null) {
            times.look(id, state);
        }
        wake(context, rules.nextTime(state));
    }

    /** The selection, then each value behind its length, so that no text of a log line can pass for another key. */
    private static String id(Pane pane) {
        StringBuilder id = new StringBuilder(pane.selection);
        for (String value : pane.key) {
            id.append(SEPARATOR).append(value.length()).append(SEPARATOR).append(value);
        }
        return id.toString();
    }

    private boolean admit(String selection) throws Exception {
        int count = count(selection);
        if (count >= maxKeys) {
            return false;
        }
        keys.put(selection, count + 1);
        return true;
    }

    private int count(String selection) throws Exception {
        Integer known = keys.get(selection);
        return known == null ? 0 : known;
    }

    private void wake(ReadOnlyContext context, long timeMillis) throws Exception {
        Long next = timer.value();
        if (timeMillis != Long.MAX_VALUE && (next == null || timeMillis < next)) {
            // A window that ends at t is complete when the watermark is t - 1: no event before t will come.
            context.timerService().registerEventTimeTimer(timeMillis - 1);
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
        RuleEngine rules = inForce(context.getBroadcastState(RulesInForce.STATE), now);
        DueTimes times = times(context.getCurrentKey(), rules);
        Findings findings = new Findings();
        for (String id : times.takeDue(now)) {
            SeriesState state = series.get(id);
            rules.onTime(state, now, findings);
            keepOrForget(id, state, times);
        }
        findings.alerts().stream().sorted(AlertOrder.BY_TIME_AND_ID).forEach(out::collect);
        findings.breaches().forEach(breach -> context.output(THRESHOLD_BREACHES, breach));
        wake(context, times.next());
    }

    private void keepOrForget(String id, SeriesState state, DueTimes times) throws Exception {
        if (state.isEmpty()) {
            String selection = id.substring(0, id.indexOf(SEPARATOR));
            keys.put(selection, count(selection) - 1);
            series.remove(id);
        } else {
            series.put(id, state);
            times.look(id, state);
        }
    }

    /** The index of a shard, built anew where there is none (a start, a restore) or where it follows other rules. */
    private DueTimes times(int shard, RuleEngine rules) throws Exception {
        DueTimes known = dueTimes.get(shard);
        if (known != null && known.areOf(rules)) {
            return known;
        }
        DueTimes times = new DueTimes(rules);
        for (Map.Entry<String, SeriesState> entry : series.entries()) {
            times.look(entry.getKey(), entry.getValue());
        }
        dueTimes.put(shard, times);
        return times;
    }

    private RuleEngine inForce(ReadOnlyBroadcastState<Long, String> state, long millis) throws Exception {
        long from = Long.MIN_VALUE;
        String rules = firstRules;
        for (Map.Entry<Long, String> version : state.immutableEntries()) {
            if (version.getKey() <= millis && version.getKey() >= from) {
                from = version.getKey();
                rules = version.getValue();
            }
        }
        if (!rules.equals(yaml)) {
            yaml = rules;
            engine = engine(rules);
        }
        return engine;
    }

    @Override
    public void processBroadcastElement(RulesUpdate update, Context context, Collector<AlertEvent> out)
            throws Exception {
        if (RuleFile.parse(update.yaml()) instanceof RuleFile.Refused refused) {
            LOG.error("rules refused, those in force stay: {}", refused.mistakes());
            return;
        }
        context.getBroadcastState(RulesInForce.STATE).put(update.effectiveFromMillis(), update.yaml());
    }
}

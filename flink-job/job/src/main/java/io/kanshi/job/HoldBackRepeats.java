package io.kanshi.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks the {@link CostGuard} about every error of a service, and tells at the end of each minute what was held back. A minute's counts
 * are state until the watermark has passed it, so they are few, and a restart neither writes nor tells anything twice as often.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class HoldBackRepeats extends KeyedProcessFunction<String, ErrorEvent, ErrorEvent> {

    private static final long serialVersionUID = 1;

    private final CostGuard guard;

    private transient MapState<Tuple2<Long, String>, Repeats> repeats;
    private transient MapState<Long, Integer> patterns;
    private transient Counter heldBack;

    HoldBackRepeats(CostGuard guard) {
        this.guard = guard;
    }

    @Override
    public void open(OpenContext context) {
        repeats = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("repeats", Types.TUPLE(Types.LONG, Types.STRING), JobTypes.REPEATS));
        patterns = getRuntimeContext().getMapState(new MapStateDescriptor<>("patterns", Types.LONG, Types.INT));
        heldBack = PipelineMetrics.of(getRuntimeContext().getMetricGroup()).counter("numErrorsHeldBack");
    }

    @Override
    public void processElement(ErrorEvent error, Context context, Collector<ErrorEvent> out) throws Exception {
        long minute = CostGuard.minute(error);
        Tuple2<Long, String> place = place(minute, CostGuard.pattern(error), context);
        Repeats before = repeats.get(place);
        Repeats so = before == null ? new Repeats() : before;
        if (guard.writes(so.written)) {
            so.written++;
            out.collect(error);
        } else {
            if (so.heldBack == 0) {
                so.level = error.level();
                so.message = HeldBackText.sample(error.message());
            }
            so.heldBack++;
            heldBack.inc();
        }
        repeats.put(place, so);
    }

    private Tuple2<Long, String> place(long minute, String pattern, Context context) throws Exception {
        Tuple2<Long, String> own = Tuple2.of(minute, pattern);
        if (repeats.contains(own)) {
            return own;
        }
        Integer known = patterns.get(minute);
        if (known == null) {
            context.timerService().registerEventTimeTimer(CostGuard.lastMilli(minute));
        }
        if (known != null && !guard.admits(known)) {
            return Tuple2.of(minute, CostGuard.OTHERS);
        }
        patterns.put(minute, known == null ? 1 : known + 1);
        return own;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ErrorEvent> out) throws Exception {
        long minute = CostGuard.endedAt(timestamp);
        patterns.remove(minute);
        Map<String, Repeats> told = new TreeMap<>();
        List<Tuple2<Long, String>> over = new ArrayList<>();
        for (Map.Entry<Tuple2<Long, String>, Repeats> entry : repeats.entries()) {
            if (entry.getKey().f0 == minute) {
                over.add(entry.getKey());
                if (entry.getValue().heldBack > 0) {
                    told.put(entry.getKey().f1, entry.getValue());
                }
            }
        }
        for (Tuple2<Long, String> key : over) {
            repeats.remove(key);
        }
        told.forEach((pattern, held) -> out.collect(HeldBackText.of(context.getCurrentKey(), minute, pattern, held)));
    }
}

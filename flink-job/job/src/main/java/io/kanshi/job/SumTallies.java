package io.kanshi.job;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The totals, told once, when the input has ended. They are state like everything else, so a restart from a checkpoint counts nothing
 * twice; accumulators would.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class SumTallies extends KeyedProcessFunction<String, Tally, Tally> {

    private static final long serialVersionUID = 1;

    private transient ValueState<Long> total;

    /** Totals are kept by counter and scope. */
    static String key(Tally tally) {
        return tally.counter() + "\u0001" + tally.scope();
    }

    @Override
    public void open(OpenContext context) {
        total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
    }

    @Override
    public void processElement(Tally tally, Context context, Collector<Tally> out) throws Exception {
        Long before = total.value();
        total.update(before == null ? tally.value() : tally.counter().combine(before, tally.value()));
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Tally> out) throws Exception {
        String[] key = context.getCurrentKey().split("\u0001", 2);
        out.collect(new Tally(Counter.valueOf(key[0]), key[1], total.value()));
    }
}

package io.kanshi.job;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up a service's seconds to minutes of event time, and tells each minute once, when the watermark has passed it. Counts come before
 * the watermark that ends their minute (a subtask flushes before it passes time on), so none is late.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class SumErrorRates extends KeyedProcessFunction<String, ServiceCount, ErrorRate> {

    private static final long serialVersionUID = 1;
    private static final TypeInformation<Tuple2<Long, Long>> COUNTS = Types.TUPLE(Types.LONG, Types.LONG);

    /** Events and errors by the start of the minute. */
    private transient MapState<Long, Tuple2<Long, Long>> minutes;

    @Override
    public void open(OpenContext context) {
        minutes = getRuntimeContext().getMapState(new MapStateDescriptor<>("minutes", Types.LONG, COUNTS));
    }

    @Override
    public void processElement(ServiceCount count, Context context, Collector<ErrorRate> out) throws Exception {
        long start = Math.floorDiv(count.second(), ErrorRate.WINDOW_MILLIS) * ErrorRate.WINDOW_MILLIS;
        Tuple2<Long, Long> before = minutes.get(start);
        if (before == null) {
            before = Tuple2.of(0L, 0L);
            context.timerService().registerEventTimeTimer(start + ErrorRate.WINDOW_MILLIS - 1);
        }
        minutes.put(start, Tuple2.of(before.f0 + count.events(), before.f1 + count.errors()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ErrorRate> out) throws Exception {
        long start = timestamp + 1 - ErrorRate.WINDOW_MILLIS;
        Tuple2<Long, Long> counts = minutes.get(start);
        minutes.remove(start);
        out.collect(new ErrorRate(context.getCurrentKey(), start, counts.f0, counts.f1));
    }
}

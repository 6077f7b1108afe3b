package io.kanshi.job;

import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.events.ledger.Ledger;
import io.kanshi.events.ledger.LogGap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the {@link Ledger} of every start of a sender: shows it the frames, and the time of the stream by one timer.
 *
 * <p>When nothing comes from anybody that time stands still, and nobody would be told to be silent. Then, and only then, the wall clock
 * tells: from the last thing that this subtask has seen, or from its start, so that a job that was down blames no sender for it. Where the
 * input is bounded nothing depends on the wall clock.
 */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class KeepLedger extends KeyedProcessFunction<String, FrameReceipt, LogGap> {

    private static final long serialVersionUID = 1;

    /** The state that has an entry for each key. */
    static final String STATE = "ledger";

    private final Boundedness input;

    private transient ValueState<Ledger> ledgers;
    private transient ValueState<Long> ticks;
    private transient LedgerCounts counts;
    private transient long seenAtMillis;

    KeepLedger(Boundedness input) {
        this.input = input;
    }

    @Override
    public void open(OpenContext context) {
        ledgers = getRuntimeContext().getState(new ValueStateDescriptor<>(STATE, JobTypes.LEDGER));
        ticks = getRuntimeContext().getState(new ValueStateDescriptor<>("tick", Types.LONG));
        counts = new LedgerCounts(getRuntimeContext().getMetricGroup());
    }

    /** Something has come, at this wall-clock time: a frame of anybody, or news of the time of the stream. */
    void seen(long wallMillis) {
        seenAtMillis = wallMillis;
    }

    @Override
    public void processElement(FrameReceipt receipt, Context context, Collector<LogGap> out) throws Exception {
        seen(context.timerService().currentProcessingTime());
        Ledger known = ledgers.value();
        Ledger ledger = known == null ? new Ledger() : known;
        long forgotten = ledger.forgotten();
        ledger.frame(receipt, gap -> tell(gap, out));
        counts.forgotten(ledger.forgotten() - forgotten);
        keep(ledger, context);
    }

    private void tell(LogGap gap, Collector<LogGap> out) {
        counts.add(gap);
        out.collect(gap);
    }

    private void keep(Ledger ledger, Context context) throws Exception {
        long next = ledger.nextMillis();
        if (next < ledger.wakeMillis()) {
            context.timerService().registerEventTimeTimer(next);
            ledger.wakeAt(next);
        }
        long patience = ledger.patienceMillis();
        if (input == Boundedness.CONTINUOUS_UNBOUNDED && patience != Long.MAX_VALUE && ticks.value() == null) {
            long tick = seenAtMillis + patience;
            context.timerService().registerProcessingTimeTimer(tick);
            ticks.update(tick);
        }
        ledgers.update(ledger);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LogGap> out) throws Exception {
        Ledger ledger = ledgers.value();
        boolean ended = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (ledger == null || ended) {
            return;
        }
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            ticks.clear();
            ledger.nothing(context.timerService().currentProcessingTime() - seenAtMillis, gap -> tell(gap, out));
            keep(ledger, context);
        } else if (ledger.wakeMillis() <= timestamp) {
            wake(ledger, timestamp, context, out);
        }
    }

    private void wake(Ledger ledger, long nowMillis, Context context, Collector<LogGap> out) throws Exception {
        ledger.wakeAt(Long.MAX_VALUE);
        ledger.time(nowMillis, gap -> tell(gap, out));
        if (ledger.isOver(nowMillis)) {
            forget();
        } else {
            keep(ledger, context);
        }
    }

    /** The input has ended, of the key that is current. */
    void end(Consumer<LogGap> out) throws Exception {
        Ledger ledger = ledgers.value();
        if (ledger != null) {
            ledger.end(gap -> {
                counts.add(gap);
                out.accept(gap);
            });
            forget();
        }
    }

    private void forget() {
        ledgers.clear();
        ticks.clear();
    }
}

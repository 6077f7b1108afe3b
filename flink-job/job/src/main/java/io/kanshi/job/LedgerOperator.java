package io.kanshi.job;

import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.events.ledger.LogGap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link KeepLedger}, and shows it that the time of the stream goes on where no frame of its keys comes, and that the input has ended.
 * The watermark of infinity would not do for that: a source that is idle when it ends sends none.
 */
final class LedgerOperator extends KeyedProcessOperator<String, FrameReceipt, LogGap> implements BoundedOneInput {

    private static final long serialVersionUID = 1;

    private final KeepLedger ledger;

    LedgerOperator(KeepLedger ledger) {
        super(ledger);
        this.ledger = ledger;
    }

    @Override
    public void open() throws Exception {
        super.open();
        seen();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        seen();
        super.processWatermark(mark);
    }

    @Override
    public void endInput() throws Exception {
        List<String> boots;
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(KeepLedger.STATE, VoidNamespace.INSTANCE)) {
            boots = keys.toList();
        }
        for (String boot : boots) {
            setCurrentKey(boot);
            ledger.end(gap -> output.collect(new StreamRecord<>(gap)));
        }
    }

    private void seen() {
        ledger.seen(getProcessingTimeService().getCurrentProcessingTime());
    }
}

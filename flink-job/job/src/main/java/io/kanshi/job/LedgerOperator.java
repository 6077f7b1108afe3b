package io.kanshi.job;

import io.kanshi.events.ledger.FrameReceipt;
import io.kanshi.events.ledger.LogGap;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Runs {@link KeepLedger}, and shows it that the time of the stream goes on where no frame of its keys comes. */
final class LedgerOperator extends KeyedProcessOperator<String, FrameReceipt, LogGap> {

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

    private void seen() {
        ledger.seen(getProcessingTimeService().getCurrentProcessingTime());
    }
}

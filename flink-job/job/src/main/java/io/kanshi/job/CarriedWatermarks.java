package io.kanshi.job;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Event time for sources that know it: each record says what is complete after it. Nothing depends on the wall clock. */
public final class CarriedWatermarks implements WatermarkGenerator<RawRecord> {

    private long last = Long.MIN_VALUE;

    private CarriedWatermarks() {}

    public static WatermarkStrategy<RawRecord> strategy() {
        return WatermarkStrategy.forGenerator(context -> new CarriedWatermarks());
    }

    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
        if (record.watermarkMillis > last) {
            last = record.watermarkMillis;
            output.emitWatermark(new Watermark(last));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Time comes with the records only.
    }
}

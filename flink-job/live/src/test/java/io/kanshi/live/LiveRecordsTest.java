package io.kanshi.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

final class LiveRecordsTest {

    /** What a job found in a shard that it had not read for a second, as after a restart with a backlog, once was late for every rule. */
    @Test
    void aShardThatGivesNothingIsNotIdle() {
        ManualClock clock = new ManualClock();
        WatermarkGenerator<RawRecord> watermarks = LiveRecords.watermarks(Duration.ofSeconds(10))
                .createWatermarkGenerator(new WatermarkGeneratorSupplier.Context() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return new UnregisteredMetricsGroup();
                    }

                    @Override
                    public RelativeClock getInputActivityClock() {
                        return clock;
                    }
                });
        List<String> told = new ArrayList<>();
        WatermarkOutput output = new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                told.add("watermark");
            }

            @Override
            public void markIdle() {
                told.add("idle");
            }

            @Override
            public void markActive() {
                told.add("active");
            }
        };
        for (int minute = 0; minute < 60; minute++) {
            watermarks.onPeriodicEmit(output);
            clock.advanceTime(Duration.ofMinutes(1));
        }
        assertThat(told).containsOnly("watermark");
    }
}

package io.kanshi.job;

import io.kanshi.events.ledger.LogGap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the ledger has told, as Flink metrics of one subtask. */
final class LedgerCounts {

    private final Counter framesMissing;
    private final Counter framesFilled;
    private final Counter linesMissing;
    private final Counter linesFilled;
    private final Counter linesShed;
    private final Counter sidecarsSilent;
    private final Counter sidecarsBack;
    private final Counter sidecarsEnded;
    private final Counter holesForgotten;

    LedgerCounts(MetricGroup operator) {
        MetricGroup pipeline = PipelineMetrics.of(operator);
        framesMissing = pipeline.counter("numFramesMissing");
        framesFilled = pipeline.counter("numFramesFilled");
        linesMissing = pipeline.counter("numLinesMissing");
        linesFilled = pipeline.counter("numLinesFilled");
        linesShed = pipeline.counter("numLinesShed");
        sidecarsSilent = pipeline.counter("numSidecarsSilent");
        sidecarsBack = pipeline.counter("numSidecarsBack");
        sidecarsEnded = pipeline.counter("numSidecarsEnded");
        holesForgotten = pipeline.counter("numHolesForgotten");
    }

    void add(LogGap gap) {
        long frames = gap.frames() == null ? 0 : gap.frames();
        long lines = gap.lines() == null ? 0 : gap.lines();
        switch (gap.kind()) {
            case MISSING -> {
                framesMissing.inc(frames);
                linesMissing.inc(lines);
            }
            case FILLED -> {
                framesFilled.inc(frames);
                linesFilled.inc(lines);
            }
            case SHED -> linesShed.inc(lines);
            case SILENT -> sidecarsSilent.inc();
            case BACK -> sidecarsBack.inc();
            case ENDED -> {
                sidecarsEnded.inc();
                linesMissing.inc(lines);
            }
        }
    }

    void forgotten(long holes) {
        holesForgotten.inc(holes);
    }
}

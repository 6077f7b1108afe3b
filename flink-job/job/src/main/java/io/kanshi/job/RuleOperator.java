package io.kanshi.job;

import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.Pane;
import java.util.List;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs {@link EvaluateRules} in the time of the panes alone. Flink's own operator takes the lesser time of both inputs, or that of the
 * rules where no pane comes: when their source has ended that is the end of time, and one quiet minute of all shards would be the end
 * of every window.
 */
final class RuleOperator extends CoBroadcastWithKeyedOperator<Integer, Pane, RulesUpdate, AlertEvent> {

    private static final long serialVersionUID = 1;
    private static final int RULES = 1;

    RuleOperator(EvaluateRules function) {
        super(function, List.of(RulesInForce.STATE));
    }

    @Override
    public void open() throws Exception {
        super.open();
        super.processWatermarkStatus(WatermarkStatus.IDLE, RULES);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Rules have no time of their own.
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        if (input != RULES) {
            super.processWatermarkStatus(status, input);
        }
    }
}

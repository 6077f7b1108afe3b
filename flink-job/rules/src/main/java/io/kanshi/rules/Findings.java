package io.kanshi.rules;

import java.util.ArrayList;
import java.util.List;

/** What came out when rules were evaluated, in the order of event time for each series. */
public record Findings(List<AlertEvent> alerts, List<ThresholdBreach> breaches) {

    public Findings() {
        this(new ArrayList<>(), new ArrayList<>());
    }
}

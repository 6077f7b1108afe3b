package io.kanshi.forwarder.health;

import java.util.List;

/** What the flow says of itself. Called by the health server's threads at any time: must be quick, and must not wait for the flow. */
public interface Vitals {

    Health health();

    /** Metrics of one name stand together in the answer, wherever they stand here. */
    List<Metric> metrics();
}

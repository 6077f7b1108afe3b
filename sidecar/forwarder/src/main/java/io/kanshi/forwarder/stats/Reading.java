package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyFailure;
import java.time.Instant;

/** One source of metric lines. Called by the stats thread only. */
interface Reading {

    /** For messages and counters. */
    String name();

    /** Asks the source once and hands on what it says; the time is that of the lines. */
    void take(Instant now, MetricLines lines) throws NearbyFailure;
}

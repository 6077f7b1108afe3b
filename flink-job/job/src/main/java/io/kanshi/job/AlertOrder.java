package io.kanshi.job;

import io.kanshi.rules.AlertEvent;
import java.util.Comparator;

/** The order in which alerts are told: by the window that made them, ends last, then by id, so that it never depends on parallelism. */
public final class AlertOrder {

    public static final Comparator<AlertEvent> BY_TIME_AND_ID = Comparator.comparing(AlertEvent::windowEnd)
            .thenComparing(alert -> alert.status().equals("resolved"))
            .thenComparing(AlertEvent::id);

    private AlertOrder() {}
}

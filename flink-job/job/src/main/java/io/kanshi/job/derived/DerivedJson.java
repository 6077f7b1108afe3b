package io.kanshi.job.derived;

import io.kanshi.job.ErrorEvent;
import io.kanshi.job.ErrorRate;
import io.kanshi.job.table.Tables;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import io.kanshi.rules.ThresholdBreach;

/**
 * What a record says: the JSON that CloudWatch Logs gets of an error, the one that the topic for machines gets of an alert, the row of a
 * table, each with its type in front. All have an {@code id} that is the same whenever the same thing is told again.
 */
final class DerivedJson {

    private DerivedJson() {}

    static String of(ErrorEvent error) {
        return typed("errors", error.event());
    }

    static String of(AlertEvent alert) {
        return typed("alerts", AlertJson.of(alert));
    }

    static String of(ErrorRate rate) {
        return typed(Tables.ERROR_RATE.name(), Tables.ERROR_RATE.json(rate));
    }

    static String of(ThresholdBreach breach) {
        return typed(Tables.THRESHOLD_BREACHES.name(), Tables.THRESHOLD_BREACHES.json(breach));
    }

    private static String typed(String type, String object) {
        return "{\"type\":\"" + type + "\"," + object.substring(1);
    }
}

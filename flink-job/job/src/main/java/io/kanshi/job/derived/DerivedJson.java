package io.kanshi.job.derived;

import io.kanshi.job.ErrorEvent;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;

/**
 * What a record says: the JSON that CloudWatch Logs gets of an error, the one that the topic for machines gets of an alert, each with its
 * type in front. Both have an {@code id} that is the same whenever the same thing is told again.
 */
final class DerivedJson {

    private DerivedJson() {}

    static String of(ErrorEvent error) {
        return typed("errors", error.event());
    }

    static String of(AlertEvent alert) {
        return typed("alerts", AlertJson.of(alert));
    }

    private static String typed(String type, String object) {
        return "{\"type\":\"" + type + "\"," + object.substring(1);
    }
}

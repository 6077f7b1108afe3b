package io.kanshi.rules;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Athena query for the rows behind an alert. It names the hours that the time range touches and no others, since Athena's price and
 * speed are the partitions read.
 *
 * @param partitions as in S3: {@code dt=2026-01-01/hour=14}, ascending
 */
record AthenaQuery(String sql, List<String> partitions) {

    private static final long HOUR = 3_600_000;

    /** A longer alert is asked for by its last two days: every partition named costs money. */
    static final int MAX_PARTITIONS = 48;

    private static final int MAX_ROWS = 1000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HH = DateTimeFormatter.ofPattern("HH", Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    /** The rows of a series in [from, to); {@code rule} is null when it is not known any more. */
    static AthenaQuery of(SeriesState series, @Nullable Rule rule, long from, long to) {
        long lastHour = Math.floorDiv(Math.max(to - 1, from), HOUR);
        long firstHour = Math.max(Math.floorDiv(from, HOUR), lastHour - MAX_PARTITIONS + 1);
        long start = Math.max(from, firstHour * HOUR);
        Map<String, List<String>> hoursByDay = new LinkedHashMap<>();
        List<String> partitions = new ArrayList<>();
        for (long hour = firstHour; hour <= lastHour; hour++) {
            var time = Instant.ofEpochMilli(hour * HOUR).atOffset(ZoneOffset.UTC);
            String day = DATE.format(time);
            String hh = HH.format(time);
            hoursByDay.computeIfAbsent(day, unused -> new ArrayList<>()).add(hh);
            partitions.add("dt=" + day + "/hour=" + hh);
        }
        List<String> predicates = new ArrayList<>();
        predicates.add(partitionPredicate(hoursByDay));
        predicates.add("time >= TIMESTAMP " + timestamp(start));
        predicates.add("time < TIMESTAMP " + timestamp(to));
        addKey(predicates, series.namedKey());
        if (rule != null) {
            addRule(predicates, rule);
        }
        String sql = "SELECT time, level, service, task_id, message, trace_id, log\nFROM kanshi.logs\nWHERE "
                + String.join("\n  AND ", predicates) + "\nORDER BY time\nLIMIT " + MAX_ROWS;
        return new AthenaQuery(sql, List.copyOf(partitions));
    }

    private static String partitionPredicate(Map<String, List<String>> hoursByDay) {
        List<String> days = hoursByDay.entrySet().stream()
                .map(day -> "dt = '" + day.getKey() + "' AND hour IN "
                        + day.getValue().stream().collect(Collectors.joining("', '", "('", "')")))
                .toList();
        return days.size() == 1 ? days.get(0) : "((" + String.join(")\n    OR (", days) + "))";
    }

    private static void addKey(List<String> predicates, Map<String, String> key) {
        key.forEach((name, value) -> {
            Field field = Field.named(name);
            if (field != null && !SelectionCounter.isCut(value)) {
                predicates.add(ConditionSql.of(field, new Condition.Equal(value)));
            }
        });
    }

    private static void addRule(List<String> predicates, Rule rule) {
        for (Selection.Clause clause : rule.selection().where()) {
            predicates.add(ConditionSql.of(clause.field(), clause.condition()));
        }
        String metric = rule.selection().metric();
        if (rule.kind().watchesErrors()) {
            predicates.add("level IN ('error', 'fatal')");
        } else if (metric != null) {
            predicates.add("strpos(log, " + Sql.quote("\"CloudWatchMetrics\"") + ") > 0");
        }
    }

    private static String timestamp(long millis) {
        return "'" + TIMESTAMP.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC)) + "'";
    }
}

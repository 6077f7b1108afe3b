package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.job.Counter;
import io.kanshi.rules.AlertEvent;
import io.kanshi.rules.AlertJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A finished replay: what it told, and what lies in its folder, read by a program that is not ours. */
record Replayed(ReplayPlan plan, ReplayOutcome outcome) {

    /** What the same lines in other files must give again: where a row came from is no part of it. */
    private static final String CONTENT =
            "SELECT * EXCLUDE (observed_time, boot, lane, seq, line, dt, hour) FROM logs ORDER BY ALL";

    long total(Counter counter) {
        return outcome.total(counter);
    }

    Map<String, Long> byService(Counter counter) {
        return outcome.byScope(counter);
    }

    List<AlertEvent> alerts() {
        return outcome.alerts();
    }

    /** Every change of every alert in full. */
    List<String> alertTexts() {
        return alerts().stream().map(AlertJson::of).toList();
    }

    /** The multiset of rows, as sorted text. */
    List<String> rows() throws Exception {
        return query(CONTENT);
    }

    /** Rows of a query over {@code logs}, {@code alerts}, {@code errors} and {@code dead_letters}, columns joined by a bar. */
    List<String> query(String sql) throws Exception {
        return new Archive(plan.out()).query(sql);
    }

    /** The first column of the first row. */
    long count(String sql) throws Exception {
        return Long.parseLong(query(sql).get(0));
    }

    /** Paths of all files in the output folder, relative to it. */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(plan.out())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> plan.out().relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** Lines read = events + joined + health checks + dead letters, and the archive holds what was counted as events. */
    Replayed accountsForEveryLine(long lines) throws Exception {
        assertThat(outcome.read().lines()).as("lines read").isEqualTo(lines);
        assertThat(outcome.unaccounted())
                .as("lines not accounted for, of %s", outcome.read())
                .isZero();
        long events = total(Counter.EVENTS);
        assertThat(events == 0 ? 0 : count("SELECT count(*) FROM logs"))
                .as("rows in the archive")
                .isEqualTo(events);
        return this;
    }
}

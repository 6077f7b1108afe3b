package io.kanshi.rules;

import io.kanshi.events.HealthCheck;
import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import io.kanshi.events.Metrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts events for one selection. The work is in {@link Speaker}, one per identity that the selection admits. */
final class SelectionCounter {

    /** Longest value of a key; longer ones are cut and told apart by a hash. */
    static final int MAX_VALUE_LENGTH = 200;

    private final PaneBuilder builder;
    private final Selection selection;
    private final KeyBound bound;
    private final boolean keyedByIdentity;
    private final boolean looksIntoEvents;
    private long cutKeys;
    private long cutEvents;

    SelectionCounter(PaneBuilder builder, Selection selection, int maxKeys) {
        this.builder = builder;
        this.selection = selection;
        this.bound = new KeyBound(maxKeys);
        this.keyedByIdentity = selection.isKeyedByIdentity();
        this.looksIntoEvents = selection.looksIntoEvents();
    }

    boolean admits(Identity identity) {
        return selection.admits(identity);
    }

    Speaker speaker(Identity identity) {
        return new Speaker(identity);
    }

    long cutKeys() {
        return cutKeys;
    }

    long cutEvents() {
        return cutEvents;
    }

    private List<String> key(@Nullable LogEvent event, Identity identity) {
        List<String> key = new ArrayList<>(selection.by().size());
        for (Field field : selection.by()) {
            key.add(bounded(field.isIdentity() || event == null ? field.of(identity) : field.of(event)));
        }
        return List.copyOf(key);
    }

    /** Whether a key's value is one that was cut: no row has exactly this text. */
    static boolean isCut(String value) {
        return value.length() == MAX_VALUE_LENGTH && value.charAt(MAX_VALUE_LENGTH - 9) == '~';
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE_LENGTH
                ? value
                : value.substring(0, MAX_VALUE_LENGTH - 9) + "~"
                        + StableHash.of().add(value).hex(4);
    }

    /** Remembers the key of an identity and the pane of the second it spoke in last. */
    final class Speaker {

        private final Identity identity;
        private final List<String> identityKey;
        private @Nullable OpenPane pane;
        private long cutSecond = Long.MIN_VALUE;

        Speaker(Identity identity) {
            this.identity = identity;
            this.identityKey = keyedByIdentity ? key(null, identity) : List.of();
        }

        void count(LogEvent event, long second, SampleText sampleText) {
            String metric = selection.metric();
            if (metric == null ? !event.isLogLine() : event.metrics.isEmpty()) {
                return;
            }
            if (looksIntoEvents && !selection.admits(event)) {
                return;
            }
            if (metric != null) {
                countMetric(event.metrics, metric, event, second);
                return;
            }
            OpenPane found = pane(event, second);
            if (found != null) {
                found.count(event, sampleText);
            }
        }

        private void countMetric(Metrics metrics, String metric, LogEvent event, long second) {
            if (event.healthCheck == HealthCheck.PASSING) {
                return;
            }
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.name(i).equals(metric)) {
                    OpenPane found = pane(event, second);
                    if (found != null) {
                        found.count(metrics.value(i));
                    }
                }
            }
        }

        private @Nullable OpenPane pane(LogEvent event, long second) {
            OpenPane last = pane;
            if (keyedByIdentity && last != null && last.second() == second && !last.isClosed()) {
                return last;
            }
            if (keyedByIdentity && cutSecond == second) {
                cutEvents++;
                return null;
            }
            List<String> key = keyedByIdentity ? identityKey : key(event, identity);
            if (!bound.admits(key, second)) {
                cutSecond = second;
                cutKeys++;
                cutEvents++;
                return null;
            }
            pane = builder.open(selection, key, second);
            return pane;
        }
    }
}

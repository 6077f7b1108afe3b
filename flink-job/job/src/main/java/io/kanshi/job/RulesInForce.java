package io.kanshi.job;

import io.kanshi.rules.Pane;
import io.kanshi.rules.PaneBuilder;
import io.kanshi.rules.Ruleset;
import io.kanshi.rules.SampleText;
import io.kanshi.rules.Selection;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What panes are counted with: the rules in force at their second, so two sets until the watermark has passed the first second of the next. */
final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    private final BroadcastState<Long, String> state;
    private final RuleVersions versions;
    private final SampleText sampleText = new ErrorSample();
    private final Consumer<Pane> out;
    private final Consumer<ServiceCount> counts;
    private final TreeMap<Long, PaneBuilder> builders = new TreeMap<>();
    private PaneBuilder last;
    private long lastFrom = Long.MAX_VALUE;
    private long lastUntil = Long.MAX_VALUE;
    private long watermark = Long.MIN_VALUE;
    private long cutKeysOfGone;
    private long cutKeysTold;

    private RulesInForce(
            BroadcastState<Long, String> state,
            RuleVersions versions,
            Consumer<Pane> out,
            Consumer<ServiceCount> counts) {
        this.state = state;
        this.versions = versions;
        this.out = out;
        this.counts = counts;
        this.last = builderOf(versions.at(Long.MAX_VALUE));
    }

    /** The rules of the last checkpoint, or the first ones. Panes that rules look at go to {@code out}, those of services to {@code counts}. */
    static RulesInForce restore(
            OperatorStateStore store, String firstRules, Consumer<Pane> out, Consumer<ServiceCount> counts)
            throws Exception {
        BroadcastState<Long, String> state = store.getBroadcastState(RuleVersions.STATE);
        return new RulesInForce(state, RuleVersions.restore(state, firstRules), out, counts);
    }

    /** Takes an update over; a broken one changes nothing. */
    void accept(RulesUpdate update) {
        if (!versions.accept(update)) {
            return;
        }
        if (update.effectiveFromMillis() <= watermark) {
            LOG.warn(
                    "new rules came late: they should count from {}, but event time is at {}",
                    Instant.ofEpochMilli(update.effectiveFromMillis()),
                    Instant.ofEpochMilli(watermark));
        }
        PaneBuilder same = builders.remove(update.effectiveFromMillis());
        if (same != null) {
            letGo(same);
        }
        lastFrom = Long.MAX_VALUE;
    }

    /** The builder for events of this second. */
    PaneBuilder paneBuilder(long second) {
        if (second < lastFrom || second >= lastUntil) {
            long start = versions.startAt(second);
            last = builder(start);
            lastFrom = start <= second ? start : RuleVersions.FIRST;
            lastUntil = versions.nextStart(second);
        }
        return last;
    }

    private PaneBuilder builder(long start) {
        return builders.computeIfAbsent(start, known -> builderOf(versions.at(known)));
    }

    private PaneBuilder builderOf(Ruleset rules) {
        boolean servicesWatched = rules.watches(Selection.SERVICES.id());
        return new PaneBuilder(rules, List.of(Selection.SERVICES), sampleText, pane -> handOut(pane, servicesWatched));
    }

    private void handOut(Pane pane, boolean servicesWatched) {
        boolean ofService = pane.selection.equals(Selection.SERVICES.id());
        if (ofService && pane.events > 0) {
            counts.accept(new ServiceCount(pane.key.get(0), pane.second, pane.events, pane.errors));
        }
        if (!ofService || servicesWatched) {
            out.accept(pane);
        }
    }

    /** Emits the panes that the watermark has passed, and forgets rules that can hold for no further event. */
    void flush(long newWatermark) {
        watermark = newWatermark;
        builders.values().forEach(builder -> builder.flush(Panes.completeUntil(watermark)));
        while (!builders.isEmpty() && isOver(builders.firstKey())) {
            letGo(builders.pollFirstEntry().getValue());
            lastFrom = Long.MAX_VALUE;
        }
        versions.forget(watermark);
    }

    private boolean isOver(long start) {
        long next = versions.nextStart(start);
        return next <= watermark && next != Long.MAX_VALUE;
    }

    private void letGo(PaneBuilder builder) {
        builder.flushAll();
        cutKeysOfGone += builder.cutKeys();
    }

    /** Emits the panes with errors that rules need not wait for. */
    void flushEarly() {
        builders.values().forEach(PaneBuilder::flushEarly);
    }

    void flushAll() {
        builders.values().forEach(PaneBuilder::flushAll);
    }

    /** Keys that were cut since the last call: no rule sees them. */
    long takeCutKeys() {
        long total = cutKeysOfGone
                + builders.values().stream().mapToLong(PaneBuilder::cutKeys).sum();
        long since = total - cutKeysTold;
        cutKeysTold = total;
        return since;
    }

    /** Writes the versions to the state that the next checkpoint takes. */
    void store() throws Exception {
        versions.store(state);
    }
}

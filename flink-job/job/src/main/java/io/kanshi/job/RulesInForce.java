package io.kanshi.job;

import io.kanshi.rules.Pane;
import io.kanshi.rules.PaneBuilder;
import io.kanshi.rules.RuleFile;
import io.kanshi.rules.Ruleset;
import io.kanshi.rules.SampleText;
import io.kanshi.rules.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule sets that panes are counted with: the one in force and, until the watermark has passed its first second, the next one. A
 * broken update is refused and reported; the rules in force stay.
 */
final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    /** The rule files in force by the time from which they hold: broadcast state, equal in every subtask. */
    static final MapStateDescriptor<Long, String> STATE = new MapStateDescriptor<>("rules", Types.LONG, Types.STRING);

    private final BroadcastState<Long, String> state;
    private final SampleText sampleText = new ErrorSample();
    private final Consumer<Pane> out;
    private final Consumer<ServiceCount> counts;
    private final List<Version> versions = new ArrayList<>();
    private long cutKeys;

    private record Version(long fromMillis, String yaml, PaneBuilder panes) {}

    private RulesInForce(BroadcastState<Long, String> state, Consumer<Pane> out, Consumer<ServiceCount> counts) {
        this.state = state;
        this.out = out;
        this.counts = counts;
    }

    /** The rules of the last checkpoint, or the first ones. Panes that rules look at go to {@code out}, those of services to {@code counts}. */
    static RulesInForce restore(
            OperatorStateStore store, String firstRules, Consumer<Pane> out, Consumer<ServiceCount> counts)
            throws Exception {
        RulesInForce rules = new RulesInForce(store.getBroadcastState(STATE), out, counts);
        for (var entry : rules.state.entries()) {
            rules.add(entry.getKey(), entry.getValue());
        }
        if (rules.versions.isEmpty()) {
            rules.add(Long.MIN_VALUE, firstRules);
        }
        return rules;
    }

    /** Reads a rule file that was checked before the job started. */
    static Ruleset parse(String yaml) {
        RuleFile.Outcome outcome = RuleFile.parse(yaml);
        if (outcome instanceof RuleFile.Accepted accepted) {
            return accepted.ruleset();
        }
        throw new IllegalArgumentException("the rules are broken: " + outcome);
    }

    /** Takes an update over; a broken one changes nothing. */
    void accept(RulesUpdate update) {
        if (RuleFile.parse(update.yaml()) instanceof RuleFile.Refused refused) {
            LOG.error("rules refused, those in force stay: {}", refused.mistakes());
            return;
        }
        add(update.effectiveFromMillis(), update.yaml());
    }

    private void add(long fromMillis, String yaml) {
        versions.removeIf(version -> version.fromMillis == fromMillis);
        Ruleset ruleset = parse(yaml);
        boolean servicesWatched = ruleset.watches(Selection.SERVICES.id());
        versions.add(new Version(
                fromMillis,
                yaml,
                new PaneBuilder(
                        ruleset, List.of(Selection.SERVICES), sampleText, pane -> handOut(pane, servicesWatched))));
        versions.sort((a, b) -> Long.compare(a.fromMillis, b.fromMillis));
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

    /** The builder for events of this second. */
    PaneBuilder paneBuilder(long second) {
        int i = versions.size() - 1;
        while (i > 0 && versions.get(i).fromMillis > second) {
            i--;
        }
        return versions.get(i).panes;
    }

    /** Emits the panes that the watermark has passed, and forgets rules that can hold for no further event. */
    void flush(long watermark) {
        for (Version version : versions) {
            version.panes.flush(Panes.completeUntil(watermark));
        }
        while (versions.size() > 1 && versions.get(1).fromMillis <= watermark) {
            versions.remove(0).panes.flushAll();
        }
    }

    void flushAll() {
        versions.forEach(version -> version.panes.flushAll());
    }

    /** Keys that were cut since the last call: no rule sees them. */
    long takeCutKeys() {
        long total =
                versions.stream().mapToLong(version -> version.panes.cutKeys()).sum();
        long since = Math.max(0, total - cutKeys);
        cutKeys = total;
        return since;
    }

    /** Writes the versions to the state that the next checkpoint takes. */
    void store() throws Exception {
        state.clear();
        for (Version version : versions) {
            state.put(version.fromMillis, version.yaml);
        }
    }
}

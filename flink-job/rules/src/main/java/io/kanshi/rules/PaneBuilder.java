package io.kanshi.rules;

import io.kanshi.events.Identity;
import io.kanshi.events.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts events into one-second panes, inside the subtask that decoded them, so that counts cross the network and not logs.
 *
 * <p>Used by one thread. An event whose identity spoke in the same second before costs a pointer comparison and a few additions:
 * conditions on the identity and its key are worked out once per identity. Passing health checks are counted as such; events of
 * implausible time never. Flushing early adds pieces of a pane ({@link PaneMath#merge} joins them) and never changes one.
 */
public final class PaneBuilder {

    /** Open panes at most; beyond, all are flushed early. About 1 KB each. */
    public static final int MAX_OPEN_PANES = 50_000;

    /** Identities remembered; beyond, all are forgotten and looked at again. */
    private static final int MAX_IDENTITIES = 20_000;

    private final long rulesVersion;
    private final SampleText sampleText;
    private final Consumer<Pane> out;
    private final Set<String> earlySelections = new HashSet<>();
    private final List<SelectionCounter> counters = new ArrayList<>();
    private final IdentityHashMap<Identity, SelectionCounter.Speaker[]> speakers = new IdentityHashMap<>();
    private final TreeMap<Long, Map<PaneKey, OpenPane>> open = new TreeMap<>();
    private int openPanes;
    private Identity lastIdentity = new Identity("", null, null, null, null, null, null);
    private SelectionCounter.Speaker[] lastSpeakers = {};

    record PaneKey(String selection, List<String> key) {}

    /** {@code out} gets finished panes, during {@code flush} and, where too many are open, during {@code add}. */
    PaneBuilder(Ruleset rules, SampleText sampleText, Consumer<Pane> out) {
        this(rules, List.of(), sampleText, out);
    }

    /** Counts some selections besides those of the rules. */
    public PaneBuilder(Ruleset rules, List<Selection> besides, SampleText sampleText, Consumer<Pane> out) {
        this.rulesVersion = rules.version();
        this.sampleText = sampleText;
        this.out = out;
        Set<Selection> selections = new LinkedHashSet<>(rules.selections());
        selections.addAll(besides);
        for (Selection selection : selections) {
            if (rules.firesEarly(selection.id())) {
                earlySelections.add(selection.id());
            }
            counters.add(new SelectionCounter(this, selection, rules.maxKeys(selection)));
        }
        lastSpeakers = speakers(lastIdentity);
    }

    /** Counts an event into the panes of its second. Keeps nothing of it. */
    @SuppressWarnings("ReferenceEquality") // identities are interned by the decoder; a missed one only costs a look-up
    public void add(LogEvent event) {
        if (event.implausibleTime) {
            return;
        }
        if (event.identity != lastIdentity) {
            lastIdentity = event.identity;
            lastSpeakers = speakers(event.identity);
        }
        long second = Math.floorDiv(event.timeNanos, 1_000_000_000L) * 1000;
        for (SelectionCounter.Speaker speaker : lastSpeakers) {
            speaker.count(event, second, sampleText);
        }
    }

    /** Hands out and forgets the panes of the seconds that end at or before a time. */
    public void flush(long beforeMillis) {
        while (!open.isEmpty() && open.firstKey() + 1000 <= beforeMillis) {
            handOut(open.pollFirstEntry().getValue());
        }
    }

    /** Hands out and forgets the panes with errors that a rule need not wait for. */
    public void flushEarly() {
        if (!earlySelections.isEmpty()) {
            open.values().forEach(this::handOutEarly);
            open.values().removeIf(Map::isEmpty);
        }
    }

    /** Hands out and forgets everything: before a checkpoint, at the end, before a new rule set. */
    public void flushAll() {
        while (!open.isEmpty()) {
            handOut(open.pollFirstEntry().getValue());
        }
    }

    /** How many keys {@code max_keys} cut, each counted once per second and identity it spoke in. */
    public long cutKeys() {
        return counters.stream().mapToLong(SelectionCounter::cutKeys).sum();
    }

    /** How many events were not counted for a selection because of {@code max_keys}. */
    public long cutEvents() {
        return counters.stream().mapToLong(SelectionCounter::cutEvents).sum();
    }

    int openPanes() {
        return openPanes;
    }

    OpenPane open(Selection selection, List<String> key, long second) {
        if (openPanes >= MAX_OPEN_PANES) {
            flushAll();
        }
        Map<PaneKey, OpenPane> panes = open.computeIfAbsent(second, unused -> new HashMap<>());
        PaneKey paneKey = new PaneKey(selection.id(), key);
        OpenPane pane = panes.get(paneKey);
        if (pane == null) {
            pane = new OpenPane(rulesVersion, selection.id(), key, second);
            panes.put(paneKey, pane);
            openPanes++;
        }
        return pane;
    }

    private SelectionCounter.Speaker[] speakers(Identity identity) {
        SelectionCounter.Speaker[] known = speakers.get(identity);
        if (known == null) {
            if (speakers.size() >= MAX_IDENTITIES) {
                speakers.clear();
            }
            known = counters.stream()
                    .filter(counter -> counter.admits(identity))
                    .map(counter -> counter.speaker(identity))
                    .toArray(SelectionCounter.Speaker[]::new);
            speakers.put(identity, known);
        }
        return known;
    }

    private void handOutEarly(Map<PaneKey, OpenPane> panes) {
        panes.entrySet().removeIf(entry -> {
            boolean early = entry.getValue().hasErrors()
                    && earlySelections.contains(entry.getKey().selection());
            if (early) {
                openPanes--;
                out.accept(entry.getValue().close());
            }
            return early;
        });
    }

    private void handOut(Map<PaneKey, OpenPane> panes) {
        openPanes -= panes.size();
        for (OpenPane pane : panes.values()) {
            out.accept(pane.close());
        }
    }
}

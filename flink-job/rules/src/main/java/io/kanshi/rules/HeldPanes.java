package io.kanshi.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The panes of one series that a window may still reach, by second. */
final class HeldPanes {

    private final TreeMap<Long, Pane> bySecond = new TreeMap<>();
    private long errors;

    /** Takes a pane or a piece of one; the pane itself is not kept. */
    void add(Pane pane) {
        Pane known = bySecond.get(pane.second);
        bySecond.put(pane.second, known == null ? PaneMath.copy(pane) : PaneMath.merge(known, pane));
        errors += pane.errors;
    }

    /** Forgets the seconds before a time. */
    void prune(long beforeMillis) {
        Iterator<Pane> panes = bySecond.values().iterator();
        while (panes.hasNext()) {
            Pane pane = panes.next();
            if (pane.second >= beforeMillis) {
                return;
            }
            errors -= pane.errors;
            panes.remove();
        }
    }

    boolean isEmpty() {
        return bySecond.isEmpty();
    }

    int size() {
        return bySecond.size();
    }

    /** The earliest second; there must be one. */
    long first() {
        return bySecond.firstKey();
    }

    /** The earliest second at or after a time, or null. */
    @Nullable
    Long firstFrom(long millis) {
        return bySecond.ceilingKey(millis);
    }

    /** The panes of [start, end) in order. */
    Collection<Pane> between(long startMillis, long endMillis) {
        return bySecond.subMap(startMillis, endMillis).values();
    }

    /**
     * The first end of a window, {@code firstEnd} or later, whose window holds so many errors (at least one), as far as panes are known; or
     * {@link Long#MAX_VALUE}.
     */
    long firstEndWithErrors(long atLeast, Windows windows, long firstEnd) {
        if (errors < atLeast) {
            return Long.MAX_VALUE;
        }
        Collection<Pane> from = bySecond.tailMap(firstEnd - windows.millis()).values();
        Iterator<Pane> leaving = from.iterator();
        Pane oldest = null;
        long inWindow = 0;
        for (Pane pane : from) {
            if (pane.errors == 0) {
                continue;
            }
            oldest = oldest == null ? leaving.next() : oldest;
            inWindow += pane.errors;
            long end = Math.max(firstEnd, windows.firstEndAfterSecond(pane.second));
            while (oldest.second < end - windows.millis()) {
                inWindow -= oldest.errors;
                oldest = leaving.next();
            }
            if (inWindow >= atLeast) {
                return end;
            }
        }
        return Long.MAX_VALUE;
    }

    void write(DataOutput out) throws IOException {
        Binary.writeLong(out, bySecond.size());
        for (Pane pane : bySecond.values()) {
            PaneForm.write(out, pane);
        }
    }

    static HeldPanes read(DataInput in, String selection, List<String> key) throws IOException {
        HeldPanes panes = new HeldPanes();
        int size = Binary.readSize(in);
        for (int i = 0; i < size; i++) {
            Pane pane = PaneForm.read(in, selection, key);
            panes.bySecond.put(pane.second, pane);
            panes.errors += pane.errors;
        }
        return panes;
    }
}

package io.kanshi.job;

import org.apache.flink.api.common.state.MapState;

/** How many keys of each selection a shard has admitted, in keyed state: the bound outlives restarts and does not depend on parallelism. */
final class AdmittedKeys {

    private final MapState<String, Integer> counts;

    AdmittedKeys(MapState<String, Integer> counts) {
        this.counts = counts;
    }

    /** Admits one more key of a selection; false where there are as many as may be. */
    boolean admit(String selection, int atMost) throws Exception {
        int count = count(selection);
        if (count >= atMost) {
            return false;
        }
        counts.put(selection, count + 1);
        return true;
    }

    /** One key of a selection is no more. */
    void release(String selection) throws Exception {
        int count = count(selection) - 1;
        if (count > 0) {
            counts.put(selection, count);
        } else {
            counts.remove(selection);
        }
    }

    private int count(String selection) throws Exception {
        Integer known = counts.get(selection);
        return known == null ? 0 : known;
    }
}

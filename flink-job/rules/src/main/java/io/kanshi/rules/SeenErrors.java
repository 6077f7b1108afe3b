package io.kanshi.rules;

import io.kanshi.rules.Pane.ErrorCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Since when a series knows each of its errors, and the sample of the first: kept longer than a window, so that an alert can tell a new
 * error from an old one. At most {@link #MAX}; the one not seen for the longest time makes room. What was not seen for {@link #KEPT_MILLIS} is
 * not known any more, or every message that a release words anew would stay until 255 others have come.
 */
final class SeenErrors {

    /** Four times what a pane may carry. */
    static final int MAX = 4 * PaneMath.MAX_FINGERPRINTS;

    /** The error of a nightly job is known the next night. */
    static final long KEPT_MILLIS = 25 * 3_600_000L;

    /** How often it is looked for what can be forgotten: memory alone depends on it, for what is too old counts as unknown at once. */
    private static final long LOOK_EVERY_MILLIS = 3_600_000;

    private final Map<Long, Seen> byFingerprint = new TreeMap<>();
    private long nextLook = Long.MIN_VALUE;

    record Seen(long firstNanos, long lastSecond, String sample) {}

    /** Notes the errors of a second, which come in ascending order. */
    void note(long second, Iterable<ErrorCount> errors) {
        if (second >= nextLook) {
            byFingerprint.values().removeIf(seen -> isOver(seen, second));
            nextLook = second + LOOK_EVERY_MILLIS;
        }
        for (ErrorCount error : errors) {
            Seen seen = byFingerprint.get(error.fingerprint);
            if (seen != null && isOver(seen, second)) {
                byFingerprint.remove(error.fingerprint);
                seen = null;
            }
            if (seen == null && byFingerprint.size() >= MAX) {
                byFingerprint.remove(stalest());
            }
            byFingerprint.put(
                    error.fingerprint,
                    seen == null
                            ? new Seen(error.firstSeenNanos, second, error.sample)
                            : new Seen(seen.firstNanos, second, seen.sample));
        }
    }

    private static boolean isOver(Seen seen, long second) {
        return seen.lastSecond < second - KEPT_MILLIS;
    }

    int size() {
        return byFingerprint.size();
    }

    @Nullable
    Seen of(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    void clear() {
        byFingerprint.clear();
    }

    private long stalest() {
        long stalest = 0;
        long second = Long.MAX_VALUE;
        for (Map.Entry<Long, Seen> entry : byFingerprint.entrySet()) {
            if (entry.getValue().lastSecond < second) {
                second = entry.getValue().lastSecond;
                stalest = entry.getKey();
            }
        }
        return stalest;
    }

    void write(DataOutput out) throws IOException {
        Binary.writeLong(out, byFingerprint.size());
        for (Map.Entry<Long, Seen> entry : byFingerprint.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeLong(entry.getValue().firstNanos);
            Binary.writeLong(out, entry.getValue().lastSecond);
            Binary.writeText(out, entry.getValue().sample);
        }
    }

    static SeenErrors read(DataInput in) throws IOException {
        SeenErrors seen = new SeenErrors();
        int size = Binary.readSize(in);
        for (int i = 0; i < size; i++) {
            seen.byFingerprint.put(in.readLong(), new Seen(in.readLong(), Binary.readLong(in), Binary.readText(in)));
        }
        return seen;
    }
}

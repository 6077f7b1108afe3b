package io.kanshi.job.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the entries of one batch: those that are in neither list nor count have arrived. For one thread at a time. */
public final class Answer<E> {

    private final List<E> again = new ArrayList<>();
    private final Map<Failure, Integer> counts = new EnumMap<>(Failure.class);
    private @Nullable String stop;
    private boolean unavailable;

    /** These stay with the sender. */
    public void sendAgain(Failure why, List<E> entries) {
        again.addAll(entries);
        counts.merge(why, entries.size(), Integer::sum);
        unavailable |= why == Failure.UNAVAILABLE;
    }

    /** So many are gone. */
    public void drop(Failure why, int entries) {
        if (entries > 0) {
            counts.merge(why, entries, Integer::sum);
        }
    }

    /** The job cannot go on; the sentence says why. */
    public void stop(String sentence) {
        stop = sentence;
    }

    /** Whether there is no use in another request of the same batch: nobody answers, or the job stops. */
    boolean isOver() {
        return unavailable || stop != null;
    }

    public List<E> again() {
        return Collections.unmodifiableList(again);
    }

    /** Entries by what was wrong with them. */
    public Map<Failure, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public @Nullable String stop() {
        return stop;
    }
}

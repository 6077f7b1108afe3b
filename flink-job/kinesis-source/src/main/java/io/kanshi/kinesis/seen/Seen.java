package io.kanshi.kinesis.seen;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames that a shard has given so far. Decides only by what it is shown, never by the clock, so that reading a shard again from a
 * checkpoint decides the same. Mutable, for one thread; {@link #copy()} is what leaves it.
 */
public final class Seen {

    private final SeenBounds bounds;

    /** In the order in which they were last met. */
    private final LinkedHashMap<Lane, Met> lanes = new LinkedHashMap<>(16, 0.75f, true);

    private long forgotten;

    /** What is known of one lane. */
    private record Met(SeqRuns seqs, long lastMillis) {}

    public Seen(SeenBounds bounds) {
        this.bounds = bounds;
    }

    /** Meets a frame that arrived at this time (milliseconds since 1970), and remembers it. */
    public Sighting meet(FrameId frame, long arrivalMillis) {
        Lane lane = new Lane(frame.boot(), frame.lane());
        Met met = lanes.get(lane);
        SeqRuns seqs = met == null ? new SeqRuns() : met.seqs();
        Sighting sighting = seqs.add(frame.seq(), bounds.runs());
        if (met == null || met.lastMillis() < arrivalMillis) {
            lanes.put(lane, new Met(seqs, arrivalMillis));
        }
        forget(arrivalMillis);
        return sighting;
    }

    private void forget(long nowMillis) {
        long oldest = nowMillis - bounds.quiet().toMillis();
        Iterator<Met> eldest = lanes.values().iterator();
        while (eldest.hasNext() && (eldest.next().lastMillis() < oldest || lanes.size() > bounds.lanes())) {
            eldest.remove();
            forgotten++;
        }
    }

    /** How many lanes were forgotten since it was asked last. */
    public long takeForgotten() {
        long taken = forgotten;
        forgotten = 0;
        return taken;
    }

    public int lanes() {
        return lanes.size();
    }

    public Seen copy() {
        Seen copy = new Seen(bounds);
        lanes.forEach((lane, met) -> copy.lanes.put(lane, new Met(met.seqs().copy(), met.lastMillis())));
        return copy;
    }

    /** What the child of these shards has seen before its first record. Where it is too much, the lanes quiet for longest go. */
    public static Seen union(Collection<Seen> parents, SeenBounds bounds) {
        Map<Lane, Met> all = new LinkedHashMap<>();
        for (Seen parent : parents) {
            parent.lanes.forEach((lane, met) ->
                    all.merge(lane, new Met(met.seqs().copy(), met.lastMillis()), (a, b) -> join(a, b, bounds)));
        }
        List<Map.Entry<Lane, Met>> byAge = new ArrayList<>(all.entrySet());
        byAge.sort(Comparator.comparingLong(entry -> entry.getValue().lastMillis()));
        Seen union = new Seen(bounds);
        byAge.subList(Math.max(0, byAge.size() - bounds.lanes()), byAge.size())
                .forEach(entry -> union.lanes.put(entry.getKey(), entry.getValue()));
        return union;
    }

    private static Met join(Met one, Met other, SeenBounds bounds) {
        one.seqs().addAll(other.seqs(), bounds.runs());
        return new Met(one.seqs(), Math.max(one.lastMillis(), other.lastMillis()));
    }

    /** Version 1 of its form in a checkpoint. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(lanes.size());
        for (Map.Entry<Lane, Met> entry : lanes.entrySet()) {
            entry.getKey().write(out);
            out.writeLong(entry.getValue().lastMillis());
            entry.getValue().seqs().write(out);
        }
    }

    public static Seen read(DataInput in, SeenBounds bounds) throws IOException {
        Seen seen = new Seen(bounds);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Lane lane = Lane.read(in);
            long lastMillis = in.readLong();
            seen.lanes.put(lane, new Met(SeqRuns.read(in), lastMillis));
        }
        return seen;
    }

    @Override
    public String toString() {
        return lanes.toString();
    }
}

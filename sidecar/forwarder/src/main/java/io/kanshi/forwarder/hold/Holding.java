package io.kanshi.forwarder.hold;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames that are sealed and not delivered, in their order: one queue between the reading thread, which never waits here, and the
 * sender. With {@code durable} every frame is written to disk at once and memory is only a cache; without, memory comes first and the
 * disk takes what it does not hold. What neither can hold is refused, for the caller to count.
 */
public final class Holding {

    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);

    /** Frames that need not be held any more, for one reason. */
    private static final class Gone {
        long frames;
        long events;
    }

    private final Places places;
    private final ArrayDeque<Held> queue = new ArrayDeque<>();
    private long corrupt;
    private long lost;
    private final Gone delivered = new Gone();
    private final Gone leftover = new Gone();
    private long takenOver;
    private long added;
    private long events;
    private volatile Pressure pressure = Pressure.NONE;

    /** @param spill null: there is no disk, and {@code diskLimit} is 0 */
    public Holding(@Nullable SpillFolder spill, boolean durable, long memoryLimit, long diskLimit) {
        places = new Places(spill, durable, memoryLimit, diskLimit);
    }

    /** Takes over the frames that earlier starts left on disk, but for those that were not committed. The damaged are set aside. */
    public synchronized void takeOver(Journal.@Nullable Left journal) throws IOException {
        SpillFolder spill = places.folder();
        if (spill == null) {
            return;
        }
        for (FrameId id : spill.frames()) {
            if (journal != null && journal.boot().equals(id.boot()) && id.group() >= journal.group()) {
                spill.delete(id);
            } else if (!SpillFolder.isWhole(spill.read(id))) {
                spill.setAside(id);
                corrupt++;
            } else {
                Held held = new Held(id, (int) spill.size(id));
                places.found(held);
                held.released = true;
                takenOver += id.events();
                put(held);
            }
        }
        look();
        notifyAll();
    }

    /** Adds a frame, to be sent once it is released; false when there is room neither in memory nor on disk. An IOException of the disk leaves it to memory. */
    public synchronized boolean add(Frame frame) {
        Held held = new Held(frame.id(), frame.bytes().length);
        if (!places.put(held, frame, queue)) {
            return false;
        }
        added += held.id.events();
        put(held);
        look();
        return true;
    }

    /**
     * The frames added so far may be sent. Not before their lines have left the journal: the next start would not know that they have
     * arrived, and send them once more under other numbers.
     */
    public synchronized void release() {
        Iterator<Held> last = queue.descendingIterator();
        while (last.hasNext()) {
            Held held = last.next();
            if (held.released) {
                break;
            }
            held.released = true;
        }
        notifyAll();
    }

    private void put(Held held) {
        events += held.id.events();
        queue.add(held);
    }

    private void look() {
        pressure = places.pressure();
    }

    public Pressure pressure() {
        return pressure;
    }

    /**
     * The first frames, up to so many and so many bytes, in their order; they stay until {@link #delivered}. Waits for the first at most
     * {@code waitMillis}; empty when there is none.
     */
    public List<Frame> first(int most, long mostBytes, long waitMillis) throws InterruptedException {
        List<Frame> frames = new ArrayList<>();
        for (Held held : choose(most, mostBytes, waitMillis)) {
            byte[] bytes = held.bytes;
            try {
                frames.add(new Frame(held.id, bytes == null ? places.read(held.id) : bytes));
            } catch (IOException unreadable) {
                LOG.warn("a frame in spill.folder cannot be read and is lost: " + unreadable);
                lose(held);
            }
        }
        return frames;
    }

    private synchronized void lose(Held held) {
        queue.remove(held);
        places.forget(held);
        corrupt++;
        lost += held.id.events();
        events -= held.id.events();
        look();
    }

    private synchronized List<Held> choose(int most, long mostBytes, long waitMillis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        for (long left = waitMillis; !isReady(queue.peekFirst()) && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        List<Held> chosen = new ArrayList<>();
        long bytes = 0;
        for (Held held : queue) {
            bytes += held.size;
            if (!held.released || chosen.size() == most || bytes > mostBytes && !chosen.isEmpty()) {
                break;
            }
            chosen.add(held);
        }
        return chosen;
    }

    private static boolean isReady(@Nullable Held held) {
        return held != null && held.released;
    }

    /** These have arrived: they are forgotten, in memory and on disk. The reading thread need not wait for the disk. */
    public void delivered(List<FrameId> ids) throws IOException {
        places.delete(forget(new HashSet<>(ids), delivered));
    }

    /** These have been put where leftovers go: as if they had arrived, but counted apart. */
    public void leftover(List<FrameId> ids) throws IOException {
        places.delete(forget(new HashSet<>(ids), leftover));
    }

    /** Takes them out of the queue; those of them that are on disk. */
    private synchronized List<FrameId> forget(Set<FrameId> ids, Gone gone) {
        List<FrameId> onDisk = new ArrayList<>();
        Iterator<Held> all = queue.iterator();
        while (all.hasNext() && !ids.isEmpty()) {
            Held held = all.next();
            if (!ids.remove(held.id)) {
                continue;
            }
            all.remove();
            gone.frames++;
            gone.events += held.id.events();
            events -= held.id.events();
            places.forget(held);
            if (held.onDisk) {
                onDisk.add(held.id);
            }
        }
        look();
        return onDisk;
    }

    /** Up to which group everything is durable, the open one included where its frames are sure to find room on disk. */
    public synchronized long durableGroup(long openGroup, long roomNeeded) {
        if (!places.isDurable()) {
            return Long.MAX_VALUE;
        }
        for (Held held : queue) {
            if (!held.onDisk) {
                return held.id.group() - 1;
            }
        }
        return places.hasRoomOnDisk(roomNeeded) ? openGroup : openGroup - 1;
    }

    /** How long the first frame has been waiting, nanoseconds; 0 when there is none. */
    public synchronized long oldestNanos() {
        Held first = queue.peekFirst();
        return first == null ? 0 : System.nanoTime() - first.sinceNanos;
    }

    /** Frames held. */
    public synchronized int frames() {
        return queue.size();
    }

    public synchronized long memoryBytes() {
        return places.memoryBytes();
    }

    public synchronized long diskBytes() {
        return places.diskBytes();
    }

    public synchronized long corrupt() {
        return corrupt;
    }

    /** What has become of all frames, at one moment. */
    public synchronized FrameTotals totals() {
        return new FrameTotals(
                takenOver,
                added,
                queue.size(),
                events,
                places.memoryOnlyFrames(),
                delivered.events,
                leftover.frames,
                leftover.events,
                lost);
    }
}

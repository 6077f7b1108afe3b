package io.kanshi.forwarder.hold;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the bytes of held frames are, in memory, on disk or both, and how much there is of each. Guarded by the holding's lock, but for
 * reading and deleting files. It knows neither the order of frames nor what becomes of them.
 */
final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final @Nullable SpillFolder spill;
    private final boolean durable;
    private final long memoryLimit;
    private final long diskLimit;
    private long memoryBytes;
    private long diskBytes;
    private long memoryOnlyBytes;
    private long memoryOnlyFrames;

    Places(@Nullable SpillFolder spill, boolean durable, long memoryLimit, long diskLimit) {
        this.spill = spill;
        this.durable = durable;
        this.memoryLimit = memoryLimit;
        this.diskLimit = spill == null ? 0 : diskLimit;
    }

    /** Null: there is no disk. */
    @Nullable
    SpillFolder folder() {
        return spill;
    }

    boolean isDurable() {
        return durable;
    }

    /** A frame that an earlier start has left on disk. */
    void found(Held held) {
        held.onDisk = true;
        diskBytes += held.size;
    }

    /** Finds a place; false when there is none. Of frames in the queue that are on disk too, copies in memory make room. */
    boolean put(Held held, Frame frame, ArrayDeque<Held> queue) {
        boolean fitsMemory = memoryBytes + held.size <= memoryLimit;
        if (durable || !fitsMemory) {
            held.onDisk = write(frame);
        }
        if (!fitsMemory && !held.onDisk) {
            makeRoom(held.size, queue);
            fitsMemory = memoryBytes + held.size <= memoryLimit;
            if (!fitsMemory) {
                return false;
            }
        }
        if (fitsMemory) {
            held.bytes = frame.bytes();
            memoryBytes += held.size;
            memoryOnlyBytes += held.onDisk ? 0 : held.size;
            memoryOnlyFrames += held.onDisk ? 0 : 1;
        }
        return true;
    }

    /** Lets go what is in memory only to be sent sooner: it is on disk too. The frames that will be sent last go first. */
    private void makeRoom(int bytes, ArrayDeque<Held> queue) {
        Iterator<Held> last = queue.descendingIterator();
        while (last.hasNext() && memoryBytes + bytes > memoryLimit) {
            Held held = last.next();
            if (held.onDisk && held.bytes != null) {
                held.bytes = null;
                memoryBytes -= held.size;
            }
        }
    }

    private boolean write(Frame frame) {
        SpillFolder folder = spill;
        int size = frame.bytes().length;
        if (folder == null || diskBytes + size > diskLimit) {
            return false;
        }
        try {
            folder.write(frame);
            diskBytes += size;
            return true;
        } catch (IOException full) {
            LOG.warn("spill.folder: " + full);
            return false;
        }
    }

    /** The frame need not be held any more; where it is on disk, its file is for {@link #delete}. */
    void forget(Held held) {
        memoryBytes -= held.bytes == null ? 0 : held.size;
        if (held.onDisk) {
            diskBytes -= held.size;
        } else {
            memoryOnlyBytes -= held.size;
            memoryOnlyFrames--;
        }
    }

    /** Of a frame that is not in memory. Without the lock. */
    byte[] read(FrameId id) throws IOException {
        SpillFolder folder = spill;
        if (folder == null) {
            throw new IOException("no folder");
        }
        return folder.read(id);
    }

    /** Without the lock: whoever adds frames need not wait for the disk. */
    void delete(List<FrameId> onDisk) throws IOException {
        SpillFolder folder = spill;
        for (FrameId id : onDisk) {
            if (folder != null) {
                folder.delete(id);
            }
        }
    }

    boolean hasRoomOnDisk(long bytes) {
        return diskBytes + bytes <= diskLimit;
    }

    /** How full it is; copies in memory can be let go at any time. */
    Pressure pressure() {
        return Pressure.of((double) (diskBytes + memoryOnlyBytes) / (memoryLimit + diskLimit));
    }

    long memoryBytes() {
        return memoryBytes;
    }

    long diskBytes() {
        return diskBytes;
    }

    /** Frames that would not survive the program. */
    long memoryOnlyFrames() {
        return memoryOnlyFrames;
    }
}

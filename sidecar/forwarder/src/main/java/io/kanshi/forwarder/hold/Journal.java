package io.kanshi.forwarder.hold;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are in no sealed frame yet, mirrored in a memory-mapped file as they arrive: a store to memory each, and yet what was
 * read survives kill −9. Two files take turns: when frames have been sealed, and are on disk, the other one gets the lines that are in
 * none of them, and becomes the current one by a single store of its group's number. Until then the frames of that group do not count.
 *
 * <p>For the reading thread only. A file of {@code capacity} is mapped; more lines than that make it larger.
 */
public final class Journal implements AutoCloseable {

    /** What an earlier start has left: its lines, the group that they were for, and how many it had shed that no frame tells of. */
    public record Left(long startMillis, String boot, long group, byte[] lines, long shed) {}

    private static final Comparator<Left> NEWEST =
            Comparator.comparingLong(Left::startMillis).thenComparingLong(Left::group);
    private static final String SUFFIX = ".journal";

    private final Path folder;
    private final JournalFile[] files;
    private int current;

    private Journal(Path folder, JournalFile[] files) {
        this.folder = folder;
        this.files = files;
    }

    /** Begins the journal of a start. What earlier ones left stays until {@link #forget}. */
    public static Journal begin(SpillFolder spill, long startMillis, UUID boot, int capacity) throws IOException {
        JournalFile[] files = new JournalFile[2];
        for (int i = 0; i < files.length; i++) {
            Path path = spill.path().resolve(startMillis + "_" + boot + "_" + i + SUFFIX);
            files[i] = new JournalFile(path, startMillis, boot, capacity);
        }
        return new Journal(spill.path(), files);
    }

    /**
     * What the start before has left, or null. A journal is committed only when it holds all that was left before it, so the newest that is
     * committed says everything.
     */
    public static @Nullable Left left(SpillFolder spill) throws IOException {
        Left newest = null;
        for (Path file : files(spill.path())) {
            Left left = JournalFile.read(file);
            if (left != null && (newest == null || NEWEST.compare(left, newest) > 0)) {
                newest = left;
            }
        }
        return newest;
    }

    /** Everything left is in this journal now: the files of earlier starts go. */
    public void forget() throws IOException {
        for (Path file : files(folder)) {
            if (!file.equals(files[0].path()) && !file.equals(files[1].path())) {
                Files.delete(file);
            }
        }
    }

    /** The lines left are where they need no journal. */
    public static void forgetAll(SpillFolder spill) throws IOException {
        for (Path file : files(spill.path())) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            files.forEach(paths::add);
        }
        return paths;
    }

    /** Mirrors what has come: the arrivals from {@code from} on, and how many lines were shed that no frame tells of. */
    public void append(byte[] arrivals, int from, int end, long shed) throws IOException {
        files[current].shed(shed);
        files[current].append(arrivals, from, end);
    }

    /** The frames of the group before are on disk: from now on these lines are all that is not. */
    public void startOver(byte[] arrivals, int end, long group, long shed) throws IOException {
        JournalFile next = files[1 - current];
        next.clear();
        next.append(arrivals, 0, end);
        next.shed(shed);
        next.commit(group);
        files[current].clear();
        current = 1 - current;
    }

    @Override
    public void close() throws IOException {
        for (JournalFile file : files) {
            file.close();
        }
    }

    /** Removes the files: there is nothing in them that is not in a frame. */
    public void remove() throws IOException {
        close();
        for (JournalFile file : files) {
            Files.deleteIfExists(file.path());
        }
    }

    /** One of the two. Its header: magic, boot, start, group (0: not committed), length, lines shed. */
    private static final class JournalFile {
        private static final long MAGIC = 0x314a49485331414bL;
        private static final int MAGIC_AT = 0;
        private static final int BOOT_AT = 8;
        private static final int START_AT = 24;
        private static final int GROUP_AT = 32;
        private static final int LENGTH_AT = 40;
        private static final int SHED_AT = 48;
        private static final int HEADER = 64;

        private final Path path;
        private final FileChannel channel;
        private MappedByteBuffer map;
        private int length;

        JournalFile(Path path, long startMillis, UUID boot, int capacity) throws IOException {
            this.path = path;
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            map = grow(HEADER + capacity);
            map.putLong(START_AT, startMillis);
            map.putLong(BOOT_AT, boot.getMostSignificantBits());
            map.putLong(BOOT_AT + 8, boot.getLeastSignificantBits());
            map.putLong(MAGIC_AT, MAGIC);
        }

        /** Written, not only made longer: a store to a page for which the disk has no room would end the program. */
        private MappedByteBuffer grow(int size) throws IOException {
            ByteBuffer zeros = ByteBuffer.allocate(64 << 10);
            for (long at = channel.size(); at < size; at += zeros.limit()) {
                channel.write(zeros.clear().limit((int) Math.min(zeros.capacity(), size - at)), at);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
        }

        Path path() {
            return path;
        }

        void clear() {
            map.putLong(GROUP_AT, 0);
            map.putLong(LENGTH_AT, 0);
            length = 0;
        }

        void append(byte[] bytes, int from, int end) throws IOException {
            int more = end - from;
            if (HEADER + length + more > map.capacity()) {
                map = grow(2 * (HEADER + length + more));
            }
            map.put(HEADER + length, bytes, from, more);
            length += more;
            map.putLong(LENGTH_AT, length);
        }

        void shed(long lines) {
            map.putLong(SHED_AT, lines);
        }

        void commit(long group) {
            map.putLong(GROUP_AT, group);
        }

        void close() throws IOException {
            channel.close();
        }

        static @Nullable Left read(Path path) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                if (channel.size() < HEADER) {
                    return null;
                }
                MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                long group = map.getLong(GROUP_AT);
                long length = map.getLong(LENGTH_AT);
                if (map.getLong(MAGIC_AT) != MAGIC || group == 0 || length < 0 || length > channel.size() - HEADER) {
                    return null;
                }
                byte[] lines = new byte[(int) length];
                map.get(HEADER, lines);
                UUID boot = new UUID(map.getLong(BOOT_AT), map.getLong(BOOT_AT + 8));
                return new Left(map.getLong(START_AT), boot.toString(), group, lines, map.getLong(SHED_AT));
            }
        }
    }
}

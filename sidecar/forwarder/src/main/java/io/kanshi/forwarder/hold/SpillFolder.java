package io.kanshi.forwarder.hold;

import io.kanshi.wire.Unpacker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sealed frames on disk, one file each: written aside and renamed, so that what has a frame's name is whole; deleted after delivery.
 * Survives the death of the program and its container, not of the host (nothing is forced to the platter: the folder of an ECS task
 * does not outlive its host either). One sidecar at a time: the folder is locked.
 */
public final class SpillFolder implements AutoCloseable {

    private static final String ASIDE = ".writing";
    private static final String CORRUPT = ".corrupt";

    private final Path folder;
    private final FileChannel lockFile;

    private SpillFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Opens the folder, creating it when it is missing. An IOException that names the folder when it cannot be used. */
    public static SpillFolder open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IOException("another sidecar uses it");
            }
            return new SpillFolder(folder, channel);
        } catch (IOException unusable) {
            throw new IOException("spill.folder must be writable: " + folder + ": " + unusable, unusable);
        }
    }

    Path path() {
        return folder;
    }

    /** The frames that lie here, in their order; leftovers of broken writes are removed. */
    List<FrameId> frames() throws IOException {
        List<FrameId> frames = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                FrameId frame = FrameId.parse(name);
                if (frame != null) {
                    frames.add(frame);
                } else if (name.endsWith(ASIDE)) {
                    Files.delete(file);
                }
            }
        }
        Collections.sort(frames);
        return frames;
    }

    void write(Frame frame) throws IOException {
        String name = frame.id().fileName();
        Path aside = folder.resolve(name + ASIDE);
        Files.write(aside, frame.bytes());
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    byte[] read(FrameId frame) throws IOException {
        return Files.readAllBytes(folder.resolve(frame.fileName()));
    }

    long size(FrameId frame) throws IOException {
        return Files.size(folder.resolve(frame.fileName()));
    }

    void delete(FrameId frame) throws IOException {
        Files.deleteIfExists(folder.resolve(frame.fileName()));
    }

    /** Whether the file holds what was sealed: its checksum is right. */
    static boolean isWhole(byte[] bytes) {
        try (Unpacker unpacker = new Unpacker()) {
            return bytes.length > 0 && unpacker.unpack(bytes, 0, bytes.length) == Unpacker.Outcome.UNPACKED;
        }
    }

    /** Keeps a damaged file for people to look at, out of the way. */
    void setAside(FrameId frame) throws IOException {
        Path file = folder.resolve(frame.fileName());
        Files.move(file, folder.resolve(frame.fileName() + CORRUPT), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

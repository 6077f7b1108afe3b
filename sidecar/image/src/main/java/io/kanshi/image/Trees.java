package io.kanshi.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with everything below them. */
final class Trees {

    /** The time that jib gives every file; the class archive remembers those of the jars, so they must have it before. */
    static final FileTime TIME = FileTime.fromMillis(1000);

    private Trees() {}

    /** The folder, empty: what was there is deleted. */
    static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : all(folder, Comparator.reverseOrder())) {
                Files.delete(path);
            }
        }
        return Files.createDirectories(folder);
    }

    /** The path, with its folder made where it is missing. */
    static Path inFolder(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        return path;
    }

    static void sameTime(Path folder) throws IOException {
        for (Path path : all(folder, Comparator.reverseOrder())) {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(TIME, TIME, TIME);
        }
    }

    /** Bytes of all files. */
    static long size(Path folder) throws IOException {
        long bytes = 0;
        for (Path path : all(folder, Comparator.naturalOrder())) {
            bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        }
        return bytes;
    }

    private static List<Path> all(Path folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(order).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}

package io.kanshi.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes one NDJSON file of the parts that subtasks and checkpoints leave: {@code alerts/alerts.ndjson} is what a person opens. Alerts, of
 * which there are few, are sorted; their lines begin with the time, so the order of lines is the order of time.
 */
final class GatherLines {

    private static final String SUFFIX = ".ndjson";

    /** More than this is put together unsorted: sorting must fit in memory. */
    private static final long MAX_SORTED_BYTES = 32L << 20;

    private GatherLines() {}

    /** Gathers the parts of a table in its folder; does nothing where there are none. */
    static void gather(Path folder, String table) throws IOException {
        List<Path> parts = parts(folder);
        if (parts.isEmpty()) {
            return;
        }
        Path target = folder.resolve(table + SUFFIX);
        long bytes = 0;
        for (Path part : parts) {
            bytes += Files.size(part);
        }
        if (bytes <= MAX_SORTED_BYTES) {
            sorted(parts, target);
        } else {
            appended(parts, target);
        }
        for (Path part : parts) {
            Files.delete(part);
        }
    }

    private static List<Path> parts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static void sorted(List<Path> parts, Path target) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path part : parts) {
            lines.addAll(Files.readAllLines(part));
        }
        lines.sort(null);
        Files.write(target, lines);
    }

    private static void appended(List<Path> parts, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            for (Path part : parts) {
                Files.copy(part, out);
            }
        }
    }
}

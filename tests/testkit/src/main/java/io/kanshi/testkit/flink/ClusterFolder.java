package io.kanshi.testkit.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a cluster lives in: configuration, logs, checkpoints, temporary files. */
record ClusterFolder(Path folder) {

    /** For Flink's {@code --configDir}. */
    Path configuration() {
        return folder.resolve("conf");
    }

    Path log(String name) {
        return folder.resolve("log").resolve(name + ".log");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path savepoints() {
        return folder.resolve("savepoints");
    }

    Path temporary(String name) {
        return folder.resolve("tmp").resolve(name);
    }

    /** The working directory of all: nobody writes here. */
    Path untouched() {
        return folder.resolve("untouched");
    }

    void write(Map<String, String> options) throws IOException {
        Files.createDirectories(configuration());
        Files.createDirectories(folder.resolve("log"));
        String lines = new TreeMap<>(options)
                .entrySet().stream()
                        .map(option -> option.getKey() + ": \"" + option.getValue() + "\"\n")
                        .collect(Collectors.joining());
        Files.writeString(configuration().resolve("config.yaml"), lines);
    }

    /** All files below one of its folders, relative to this one. */
    List<Path> written(String below) throws IOException {
        Path start = folder.resolve(below);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    /** The folder of the checkpoint that was completed last, or null: a folder without metadata is none. */
    @Nullable
    Path lastCheckpoint(String job) throws IOException {
        Path start = checkpoints().resolve(job);
        if (!Files.exists(start)) {
            return null;
        }
        try (Stream<Path> folders = Files.list(start)) {
            return folders.filter(found -> Files.exists(found.resolve("_metadata")))
                    .max(Comparator.comparingLong(ClusterFolder::number))
                    .orElse(null);
        }
    }

    private static long number(Path checkpoint) {
        String path = checkpoint.toString();
        return Long.parseLong(path.substring(path.lastIndexOf('-') + 1));
    }
}

package io.kanshi.replay.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns arguments (files, folders, globs) into the files to replay. The order of the arguments does not matter, and a file that is
 * named twice is read once.
 */
public final class CapturedFiles {

    private static final String[] LOG_SUFFIXES = {".ndjson", ".json", ".jsonl", ".log", ".txt", ".gz", ".zst"};

    private final TreeMap<String, CapturedFile> files = new TreeMap<>();
    private final TreeSet<String> passedOver = new TreeSet<>();

    private CapturedFiles() {}

    /**
     * What the arguments name.
     *
     * @param files by path
     * @param passedOver paths in folders that look like logs by name, but hold JSON that is not one value a line
     */
    public record Found(List<CapturedFile> files, List<String> passedOver) {}

    /** All files behind the arguments; throws {@link InputMistake} for the first argument that names none. */
    public static Found find(Collection<String> arguments) {
        CapturedFiles found = new CapturedFiles();
        for (String argument : arguments) {
            found.add(argument);
        }
        found.passedOver.removeAll(found.files.keySet());
        return new Found(new ArrayList<>(found.files.values()), List.copyOf(found.passedOver));
    }

    /** As {@link #find}, without what was passed over. */
    public static List<CapturedFile> resolve(Collection<String> arguments) {
        return find(arguments).files();
    }

    private void add(String argument) {
        Path path = plainPath(argument);
        if (path != null && Files.isDirectory(path)) {
            addFolder(path, argument);
        } else if (path != null && Files.exists(path)) {
            addFile(path);
        } else if (isGlob(argument)) {
            addGlob(argument);
        } else {
            throw new InputMistake("There is no file or folder " + argument + ".");
        }
    }

    private static @Nullable Path plainPath(String argument) {
        try {
            return argument.isEmpty() ? null : Path.of(argument);
        } catch (InvalidPathException impossible) {
            return null;
        }
    }

    private void addFolder(Path folder, String argument) {
        int before = files.size();
        boolean any = false;
        for (Path path : walk(folder)) {
            if (!looksLikeLog(path)) {
                continue;
            }
            if (path.toString().contains(".json") && FirstLine.isNoLog(path)) {
                passedOver.add(path.toString());
            } else {
                addFile(path);
                any = true;
            }
        }
        if (!any && files.size() == before) {
            throw new InputMistake(
                    "The folder " + argument
                            + " holds no captured logs (files with .ndjson, .json, .jsonl, .log, .txt, .gz or .zst in their name).");
        }
    }

    private void addGlob(String glob) {
        int wildcard = 0;
        while ("*?[{".indexOf(glob.charAt(wildcard)) < 0) {
            wildcard++;
        }
        int slash = glob.lastIndexOf('/', wildcard);
        Path root = Path.of(slash < 0 ? "." : slash == 0 ? "/" : glob.substring(0, slash));
        PathMatcher matcher = matcher(slash < 0 ? "./" + glob : glob);
        boolean any = false;
        if (Files.isDirectory(root)) {
            for (Path path : walk(root)) {
                if (matcher.matches(path)) {
                    addFile(path);
                    any = true;
                }
            }
        }
        if (!any) {
            throw new InputMistake("No file matches " + glob + ".");
        }
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException broken) {
            throw new InputMistake("The pattern " + glob + " is not a glob: " + broken.getMessage() + ".");
        }
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new InputMistake("The folder " + folder + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private void addFile(Path path) {
        try {
            Path real = path.toRealPath();
            if (!Files.isRegularFile(real)) {
                throw new InputMistake(path + " is neither a file nor a folder.");
            }
            if (!Files.isReadable(real)) {
                throw new InputMistake("The file " + path + " cannot be read: permission denied.");
            }
            files.put(
                    real.toString(),
                    new CapturedFile(
                            real.toString(),
                            Files.size(real),
                            Files.getLastModifiedTime(real).toMillis()));
        } catch (IOException unreadable) {
            throw new InputMistake("The file " + path + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private static boolean isGlob(String argument) {
        return argument.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** In a folder only what is named like a log, rotated ones ({@code app.log.1}) included; a file named outright is always read. */
    private static boolean looksLikeLog(Path path) {
        String name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return false;
        }
        for (String suffix : LOG_SUFFIXES) {
            int at = name.indexOf(suffix);
            if (at > 0
                    && (at + suffix.length() == name.length()
                            || "0123456789.-_".indexOf(name.charAt(at + suffix.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }
}

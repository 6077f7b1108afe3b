package io.kanshi.forwarder.imports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the classic form: sections, {@code @SET}, {@code @INCLUDE} (relative to the including file, with wildcards) and
 * {@code ${VARIABLE}}, which {@code @SET} or the environment gives. Bounded in depth, files and bytes, so that a file that includes
 * itself comes to an end. What it does not understand it says; it never throws for what a file holds.
 *
 * @see <a href="https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/format-schema">the form</a>
 */
final class ConfFile {

    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 100;
    private static final long LARGEST_BYTES = 1 << 20;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,200})\\}");

    final List<Section> sections = new ArrayList<>();
    final List<String> mistakes = new ArrayList<>();

    private final Map<String, String> variables;
    private int files;

    private ConfFile(Map<String, String> environment) {
        this.variables = new HashMap<>(environment);
    }

    static ConfFile read(Path path, Map<String, String> environment) {
        ConfFile file = new ConfFile(environment);
        file.include(path, path.toString(), 0);
        return file;
    }

    private void include(Path path, String place, int depth) {
        if (depth > DEEPEST || ++files > MOST_FILES) {
            mistakes.add(
                    place + ": includes must be at most " + DEEPEST + " deep and " + MOST_FILES + " files: " + path);
            return;
        }
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                mistakes.add(place + ": a file must have at most " + LARGEST_BYTES + " bytes: " + path);
                return;
            }
            lines(path, Files.readString(path).lines().toList(), depth);
        } catch (IOException unreadable) {
            mistakes.add(place + ": cannot be read (" + unreadable.getClass().getSimpleName() + "): " + path);
        }
    }

    private void lines(Path path, List<String> lines, int depth) {
        Section section = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\ufeff", "").strip();
            String place = path.getFileName() + ":" + (i + 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("@")) {
                command(path, place, line, depth);
            } else if (line.startsWith("[") && line.endsWith("]")) {
                section = new Section(
                        line.substring(1, line.length() - 1).strip().toUpperCase(java.util.Locale.ROOT),
                        place,
                        new ArrayList<>());
                sections.add(section);
            } else if (section == null) {
                mistakes.add(place + ": must stand in a section: " + line);
            } else {
                section.directives().add(directive(place, line));
            }
        }
    }

    private Directive directive(String place, String line) {
        String[] parts = line.split("\\s+", 2);
        String raw = parts.length < 2 ? "" : parts[1];
        return new Directive(place, parts[0], replaced(raw), raw);
    }

    /** Variables that nothing gives stay as they are written. */
    private String replaced(String raw) {
        Matcher matcher = VARIABLE.matcher(raw);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    private void command(Path path, String place, String line, int depth) {
        String[] parts = line.split("\\s+", 2);
        String rest = parts.length < 2 ? "" : replaced(parts[1].strip());
        if (parts[0].equalsIgnoreCase("@SET") && rest.indexOf('=') > 0) {
            int equals = rest.indexOf('=');
            variables.put(
                    rest.substring(0, equals).strip(),
                    rest.substring(equals + 1).strip());
        } else if (parts[0].equalsIgnoreCase("@INCLUDE") && !rest.isEmpty()) {
            includeAll(path, place, rest, depth);
        } else {
            mistakes.add(place + ": must be @SET KEY=VALUE or @INCLUDE FILE: " + line);
        }
    }

    private void includeAll(Path path, String place, String target, int depth) {
        try {
            Path wanted = path.resolveSibling(target);
            if (!target.contains("*")) {
                include(wanted, place, depth + 1);
                return;
            }
            Path folder = wanted.toAbsolutePath().getParent();
            List<Path> found = new ArrayList<>();
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(
                    folder == null ? Path.of("/") : folder, String.valueOf(wanted.getFileName()))) {
                matching.forEach(found::add);
            }
            found.stream().sorted().forEach(file -> include(file, place, depth + 1));
        } catch (IOException | InvalidPathException | java.util.regex.PatternSyntaxException unreadable) {
            mistakes.add(place + ": cannot be read (" + unreadable.getClass().getSimpleName() + "): " + target);
        }
    }
}

package io.kanshi.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md names the job's metrics as the code does: alarms go by these names. */
final class OperationsTest {

    private static final Path PROJECT = Path.of("../..");
    private static final Set<String> MODULES = Set.of("job", "kinesis-source");

    /** The names that metrics are registered with, and the one that a variable chooses. */
    private static final Pattern REGISTERED =
            Pattern.compile("(?:counter|gauge)\\(\\s*\"(\\w+)\"|\"(numRecordsDropped|numRecordsSentAgain)\"");

    private static final Pattern READ_COUNT = Pattern.compile("^    [A-Z_]+\\(\"(\\w+)\"\\)", Pattern.MULTILINE);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| metric \\|.*\\R\\|[-|]+\\R((?:\\|.*\\R)+)");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(OperationsTest::firstGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        throw new AssertionError("no name in " + match.group());
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : MODULES) {
            try (Stream<Path> files =
                    Files.walk(PROJECT.resolve("flink-job").resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> append(file, all));
            }
        }
        return all.toString();
    }

    private static void append(Path file, StringBuilder all) {
        try {
            all.append(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/operations.md"));
        Set<String> names = new TreeSet<>();
        ROW.matcher(page)
                .results()
                .flatMap(table -> table.group(1).lines())
                .map(row -> row.split("\\|", 3)[1])
                .forEach(cell -> names.addAll(found(NAME, cell)));
        return names;
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedMetricIsThere() throws IOException {
        String sources = sources();
        Set<String> registered = found(REGISTERED, sources);
        registered.addAll(found(
                READ_COUNT,
                Files.readString(PROJECT.resolve(
                        "flink-job/kinesis-source/src/main/java/io/kanshi/kinesis/reading/ReadCount.java"))));
        registered.remove("millisBehindLatest");
        assertThat(registered).hasSizeGreaterThan(30);
        assertThat(documented()).isEqualTo(registered);
    }
}

package io.kanshi.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusTest {

    private static final int COUNT = 20_000;

    @TempDir
    private Path folder;

    @Test
    void uniformHasItsSharesOfHealthChecksAndErrors() throws IOException {
        List<String> lines = written(new UniformCorpus(), 7);

        assertThat(lines).hasSize(COUNT);
        assertThat(share(lines, line -> line.contains("ealth"))).isBetween(0.11, 0.13);
        assertThat(share(lines, line -> line.contains("\\\"error\\\""))).isBetween(0.013, 0.023);
        assertThat(lines.get(123))
                .startsWith("{\"date\":1793500000.123,\"source\":\"stdout\",\"log\":\"{\\\"time\\\":"
                        + "\\\"2026-11-01T02:26:40.123Z\\\"");
    }

    @Test
    void hardHasManyServicesFormatsAndStackTraces() throws IOException {
        List<String> lines = written(new HardCorpus(), 7);

        assertThat(lines).hasSizeBetween(COUNT, COUNT + 30);
        assertThat(lines.stream().map(CorpusTest::service).distinct()).hasSizeGreaterThan(190);
        assertThat(share(lines, line -> line.contains("\"log\":\"\\tat "))).isBetween(0.02, 0.2);
        assertThat(share(lines, line -> line.contains("HTTP/1.1"))).isBetween(0.1, 0.3);
        assertThat(share(lines, line -> line.contains("503 2 ") || line.contains("Unavailable")))
                .isBetween(0.001, 0.01);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        assertThat(written(new HardCorpus(), 7)).isEqualTo(written(new HardCorpus(), 7));
        assertThat(written(new UniformCorpus(), 8)).isNotEqualTo(written(new UniformCorpus(), 7));
    }

    private List<String> written(Corpus corpus, long seed) throws IOException {
        Path file = folder.resolve("corpus.ndjson");
        long count = corpus.write(file, COUNT, seed);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize((int) count);
        return lines;
    }

    private static double share(List<String> lines, Predicate<String> kind) {
        return lines.stream().filter(kind).count() / (double) lines.size();
    }

    private static String service(String line) {
        var matcher = Pattern.compile("ecs_task_definition\":\"([^:]+):").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}

package io.kanshi.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShopSampleTest {

    private static final Path COMMITTED = Path.of("..", "samples", "shop");

    /** Set to true, the committed files are written anew. */
    private static final String WRITE = "kanshi.sample.write";

    private static final long MOST_BYTES = 3_000_000;

    @TempDir
    private Path folder;

    @Test
    void theCommittedFilesAreWhatTheGeneratorWrites() throws IOException {
        ShopSample.write(folder);
        if (Boolean.getBoolean(WRITE)) {
            ShopSample.write(COMMITTED);
        }

        Map<String, String> written = contents(folder);
        Map<String, String> committed = contents(COMMITTED);
        committed.remove("README.md");
        assertThat(committed.keySet()).isEqualTo(written.keySet());
        written.forEach((file, text) -> assertThat(text.equals(committed.get(file)))
                .as("%s differs: -D%s=true writes it anew", file, WRITE)
                .isTrue());
    }

    @Test
    void labelsCountTheLinesThatAreThere() throws IOException {
        Map<String, String> files = contents(COMMITTED);
        String labels = files.getOrDefault("labels.json", "");

        long lines = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().contains("json.log") || file.getKey().contains("ndjson")) {
                long count = file.getValue().lines().count();
                assertThat(labels).contains("\"" + file.getKey() + "\": " + count);
                lines += count;
            }
        }
        assertThat(labels).contains("\"lines\": " + lines + ",");
    }

    @Test
    void itIsSmallEnoughToBeCloned() throws IOException {
        try (Stream<Path> files = Files.walk(COMMITTED)) {
            assertThat(files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum())
                    .isLessThan(MOST_BYTES);
        }
    }

    /** Unpacked: what gzip makes of the same bytes differs between JDKs. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                try (InputStream raw = Files.newInputStream(file);
                        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                    contents.put(name, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}

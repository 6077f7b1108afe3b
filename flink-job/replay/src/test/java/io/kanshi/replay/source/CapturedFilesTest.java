package io.kanshi.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapturedFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("deep/er"));
        for (String name :
                List.of("a.ndjson", "b.log.1", "deep/c.json", "deep/er/d.gz", "deep/README.md", ".hidden.log")) {
            Files.writeString(folder.resolve(name), "{\"log\":\"x\"}\n");
        }
        Files.writeString(folder.resolve("labels.json"), "{\n \"x\": 1\n}\n");
    }

    @Test
    void aFolderWithAllInIt() {
        CapturedFiles.Found found = CapturedFiles.find(List.of(folder.toString()));

        assertThat(found.files())
                .extracting(CapturedFile::name)
                .containsExactly("a.ndjson", "b.log.1", "c.json", "d.gz");
        assertThat(found.passedOver()).hasSize(1).first().asString().endsWith("labels.json");
    }

    @Test
    void whatIsNamedIsRead() {
        assertThat(names("labels.json", "deep/README.md")).containsExactly("README.md", "labels.json");
    }

    @Test
    void globs() {
        assertThat(names("*.{ndjson,1}")).containsExactly("a.ndjson", "b.log.1");
        assertThat(names("deep/**.gz")).containsExactly("d.gz");
    }

    @Test
    void nothingTwice() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.log"), folder.resolve("a.ndjson"));

        assertThat(names("a.ndjson", "./a.ndjson", "*.ndjson", "link.log")).containsExactly("a.ndjson");
    }

    @Test
    void mistakesAreOneSentence() {
        mistake("nowhere.log", "There is no file or folder ");
        mistake("*.nothing", "No file matches ");
        mistake("deep/[", "is not a glob");
        mistake("a\0b", "There is no file or folder ");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        mistake("empty", "holds no captured logs");
    }

    @Test
    void naturalOrder() {
        List<String> names = new java.util.ArrayList<>(
                List.of("app.log.10", "app.log.9", "app.log", "app.log.010", "app-2", "app.log.1"));
        names.sort(new NaturalOrder());

        assertThat(names).containsExactly("app-2", "app.log", "app.log.1", "app.log.9", "app.log.010", "app.log.10");
    }

    private void mistake(String argument, String sentence) {
        assertThatThrownBy(() -> names(argument))
                .isInstanceOf(InputMistake.class)
                .hasMessageContaining(sentence);
    }

    private List<String> names(String... arguments) {
        List<String> paths = java.util.Arrays.stream(arguments)
                .map(argument -> folder + "/" + argument)
                .toList();
        return CapturedFiles.resolve(paths).stream().map(CapturedFile::name).toList();
    }
}

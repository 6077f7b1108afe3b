package io.kanshi.forwarder.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cheap look at a line when something has to go. */
final class LevelGuessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            2026-11-23 08:42:00 ERROR c.e.Shop - no ~ ERROR
            {"level":"warn","msg":"slow"} ~ WARN
            {"level":"info","msg":"an error was handled"} ~ INFO
            DEBUG: x ~ DEBUG
            level=trace msg=x ~ DEBUG
            E1123 08:42:00 main.go] x ~ INFO
            java.lang.IllegalStateException: no ~ ERROR
            TypeError: no ~ ERROR
            panic: runtime error ~ ERROR
            [Warning] low ~ WARN
            informational ~ INFO
            terrors of war ~ INFO
            42 ~ INFO
            """)
    void theFirstWordThatIsALevelDecides(String line, LevelGuess level) {
        assertThat(of(line)).isEqualTo(level);
    }

    @Test
    void onlyTheBeginningIsLookedAt() {
        assertThat(of(" ".repeat(600) + "ERROR")).isEqualTo(LevelGuess.INFO);
        assertThat(of("")).isEqualTo(LevelGuess.INFO);
    }

    private static LevelGuess of(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return LevelGuess.of(bytes, 0, bytes.length);
    }
}

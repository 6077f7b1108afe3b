package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile text steers no terminal. */
final class TerminalTextTest {

    @Test
    void whatSteersBecomesVisible() {
        assertThat(TerminalText.inert("\u001b[31mred\u001b[0m")).isEqualTo("\\u001b[31mred\\u001b[0m");
        assertThat(TerminalText.inert("a\nb\r\u0007\0\u009b")).isEqualTo("a\\nb\\r\\u0007\\u0000\\u009b");
        assertThat(TerminalText.inert("x\u202egnp.exe\u2066")).isEqualTo("x\\u202egnp.exe\\u2066");
        assertThat(TerminalText.inert("\ud83d lone")).isEqualTo("\\ud83d lone");
    }

    @Test
    void everythingElseStays() {
        String text = "<!channel> '; DROP TABLE x; -- </script> 監視 é 😀";

        assertThat(TerminalText.inert(text)).isEqualTo(text);
    }

    @Test
    void colourOnlyWhereItIsWanted() {
        assertThat(printed(false)).isEqualTo("\\u001b[2Jheading\n");
        assertThat(printed(true)).isEqualTo("\u001b[1m\\u001b[2Jheading\u001b[0m\n");
    }

    private static String printed(boolean colour) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Console(print, print, false, colour).printBold("\u001b[2Jheading");
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void columnsAreAligned() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Table(1)
                .print(
                        List.of(List.of("a", "1"), List.of("long name", "1,000")),
                        new Console(print, print, false, false));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .hasLineCount(2)
                .contains("  a              1", "  long name  1,000");
    }
}

package io.kanshi.replay;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The only class that writes to the terminal: results to the standard output, progress and mistakes to the standard error. Whatever it
 * is given is made harmless for a terminal first; colour only where a person looks on and has not refused it (NO_COLOR).
 */
public final class Console {

    private static final String ESC = "\u001b[";
    private static final String CLEAR_LINE = "\r" + ESC + "K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean watched;
    private final boolean colour;
    private boolean lineOpen;

    /** {@code watched}: a person sees the progress; {@code colour}: and wants some. */
    public Console(PrintStream out, PrintStream err, boolean watched, boolean colour) {
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.colour = colour;
    }

    /** The one of this program. */
    public static Console ofThisProcess() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean refused =
                !System.getenv().getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(System.getenv("TERM"));
        return new Console(out, err, isTerminal(2), isTerminal(1) && !refused);
    }

    /** Java can tell only for input and output together; where the system shows its open files, they say it exactly. */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on only where the system does not show its open files
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException unknown) {
            return false;
        }
        return System.console() != null;
    }

    /** Whether a person watches the progress. */
    boolean watched() {
        return watched;
    }

    /** A line of a result. */
    public void print(String line) {
        closeProgress();
        out.println(TerminalText.inert(line));
    }

    /** A line of a result that needs attention. */
    public void printLoud(String line) {
        closeProgress();
        String inert = TerminalText.inert(line);
        out.println(colour ? ESC + "1;31m" + inert + ESC + "0m" : inert);
    }

    /** A heading. */
    public void printBold(String line) {
        closeProgress();
        String inert = TerminalText.inert(line);
        out.println(colour ? ESC + "1m" + inert + ESC + "0m" : inert);
    }

    /** What went wrong, in one sentence. */
    public void complain(String sentence) {
        closeProgress();
        err.println(TerminalText.inert("kanshi: " + sentence));
    }

    /** How far it is: written over the line before where a person watches. */
    void progress(String line) {
        if (watched) {
            err.print(CLEAR_LINE + TerminalText.inert(line));
            err.flush();
            lineOpen = true;
        } else {
            err.println(TerminalText.inert(line));
        }
    }

    private void closeProgress() {
        if (lineOpen) {
            err.print(CLEAR_LINE);
            err.flush();
            lineOpen = false;
        }
    }

    /** For help texts, which are ours. */
    public PrintWriter help() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }
}

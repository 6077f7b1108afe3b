package io.kanshi.forwarder.imports;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code kanshi import-fluent-bit FILE}: prints the sidecar's settings and the job's health-check patterns for a Fluent Bit configuration
 * in its classic form, and names every directive that was not carried over and why. Changes nothing; reads the file and what it includes.
 */
public final class ImportCommand {

    private static final int WRONG_USE = 2;

    private static final List<String> HELP = List.of(
            "kanshi import-fluent-bit FILE",
            "",
            "Prints the sidecar's settings (environment form) and the job's health-check patterns for an existing Fluent Bit",
            "configuration, and names each directive that could not be carried over, with the reason.",
            "Reads the classic form (.conf) with @INCLUDE, @SET and ${VARIABLE}; the YAML form is not read.",
            "",
            "Exit code 0: printed, also where something could not be carried over; 2: no such file, or not the classic form.");

    /** Prints the settings; {@code environment} gives the file's variables. */
    public int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            HELP.forEach(out::println);
            return 0;
        }
        if (arguments.size() != 1 || arguments.get(0).startsWith("-")) {
            err.println("kanshi: import-fluent-bit must be given one file: " + String.join(" ", arguments));
            return WRONG_USE;
        }
        String name = arguments.get(0);
        String refusal = refusal(name);
        if (!refusal.isEmpty()) {
            err.println("kanshi: " + refusal);
            return WRONG_USE;
        }
        ConfFile file = ConfFile.read(Path.of(name), environment);
        if (file.sections.isEmpty()) {
            file.mistakes.forEach(mistake -> err.println("kanshi: " + mistake));
            err.println("kanshi: the file must hold sections such as [INPUT]: " + name
                    + " (the YAML form of Fluent Bit is not read)");
            return WRONG_USE;
        }
        Findings findings = new Findings();
        CarryOver carryOver = new CarryOver(findings);
        file.sections.forEach(carryOver::section);
        ImportReport.lines(name, findings, file.mistakes).forEach(out::println);
        return 0;
    }

    /** Why the file is not even opened; empty: it is. */
    private static String refusal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return "the YAML form of Fluent Bit is not read, only the classic form (.conf): " + name;
        }
        try {
            return Files.isRegularFile(Path.of(name)) ? "" : "there is no such file: " + name;
        } catch (InvalidPathException impossible) {
            return "the file must be a path: " + name;
        }
    }
}

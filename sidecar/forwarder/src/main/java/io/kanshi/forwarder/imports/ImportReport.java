package io.kanshi.forwarder.imports;

import java.util.ArrayList;
import java.util.List;

/** What an import prints: settings in environment form, the job's patterns, and the rest as comments. */
final class ImportReport {

    /** The setting of the job, which is a whole list: giving one replaces the defaults, so they stand in it too. */
    static final String PATTERNS = "health-checks.patterns";

    static final List<String> DEFAULT_PATTERNS = List.of("healthcheck\\.Check", "grpc\\.health");

    private ImportReport() {}

    static List<String> lines(String file, Findings findings, List<String> mistakes) {
        List<String> lines = new ArrayList<>();
        lines.add("# The sidecar's settings (environment), from " + file);
        findings.settings.forEach((variable, value) -> lines.add(variable + "=" + value));
        if (!findings.settings.containsKey("KANSHI_KINESIS_STREAM")) {
            lines.add("# KANSHI_KINESIS_STREAM= must be set: there was no Kinesis output to take it from");
        }
        if (!findings.patterns.isEmpty()) {
            List<String> all = new ArrayList<>(DEFAULT_PATTERNS);
            findings.patterns.stream().filter(pattern -> !all.contains(pattern)).forEach(all::add);
            lines.add("");
            lines.add(
                    "# The job's setting for health checks, from grep's Exclude rules. Unlike grep, the job keeps a line that");
            lines.add("# matches when it fails: level error, status 400 and above, a gRPC code other than OK.");
            lines.add(PATTERNS + "=" + String.join(",", all));
        }
        comments(lines, "To look at", findings.remarks);
        comments(lines, "Could not be carried over", findings.notCarried);
        comments(lines, "Could not be understood", mistakes);
        comments(lines, "Needs no setting here", findings.unneeded);
        return lines;
    }

    private static void comments(List<String> lines, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            lines.add("");
            lines.add("# " + title + " (" + sentences.size() + "):");
            sentences.forEach(sentence -> lines.add("#   " + sentence.replaceAll("\\p{Cntrl}", "\ufffd")));
        }
    }
}

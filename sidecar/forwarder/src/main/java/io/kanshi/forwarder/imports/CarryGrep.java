package io.kanshi.forwarder.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Grep's rules: what excludes by the message becomes a health-check pattern of the job. */
final class CarryGrep {

    private static final Set<String> MESSAGE_KEYS = Set.of("log", "message", "msg");

    private final Findings findings;

    CarryGrep(Findings findings) {
        this.findings = findings;
    }

    void section(Section section) {
        List<Directive> excludes = section.directives().stream()
                .filter(directive -> directive.is("Exclude"))
                .toList();
        boolean together = section.value("Logical_Op").toUpperCase(Locale.ROOT).equals("AND") && excludes.size() > 1;
        for (Directive directive : section.directives()) {
            if (directive.is("Exclude") && together) {
                findings.notCarried(section, directive, "patterns hold each by itself, not together (Logical_Op AND)");
            } else if (directive.is("Exclude")) {
                exclude(section, directive);
            } else if (directive.is("Regex")) {
                findings.notCarried(
                        section,
                        directive,
                        "nothing but health checks is dropped: a list of what to keep is not known");
            } else if (!directive.is("Name") && !directive.is("Match") && !directive.is("Logical_Op")) {
                findings.notCarried(section, directive, "there is no such setting here");
            }
        }
        String match = section.value("Match");
        if (!excludes.isEmpty() && !match.isEmpty() && !match.equals("*")) {
            findings.remarks.add(section.place() + " " + section.shown() + ": held for tags like " + match
                    + " only; a health-check pattern holds for every container");
        }
    }

    private void exclude(Section section, Directive directive) {
        String[] parts = directive.value().split("\\s+", 2);
        String key = parts[0].replaceAll("^\\$", "").replaceAll("^\\['?(.*?)'?\\]$", "$1");
        if (!MESSAGE_KEYS.contains(key)) {
            findings.notCarried(section, directive, "patterns look at the message, not at " + parts[0]);
            return;
        }
        try {
            String pattern = GrepPattern.of(parts.length < 2 ? "" : parts[1]);
            if (!findings.patterns.contains(pattern)) {
                findings.patterns.add(pattern);
            }
        } catch (IllegalArgumentException why) {
            findings.notCarried(section, directive, String.valueOf(why.getMessage()));
        }
    }
}

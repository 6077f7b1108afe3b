package io.kanshi.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a rule says about itself in alerts. */
final class NoticeReader {

    private static final int MAX_LABELS = 20;
    private static final int MAX_LABEL_NAME = 64;
    private static final int MAX_LABEL_VALUE = 200;
    private static final int MAX_RUNBOOK = 1000;

    private final Section section;

    NoticeReader(Section section) {
        this.section = section;
    }

    Notice read() {
        return new Notice(severity(), labels(), runbook());
    }

    private String severity() {
        String text = section.text("severity");
        if (text == null) {
            return "warning";
        }
        return switch (text) {
            case "critical", "error", "warning", "info" -> text;
            default -> {
                section.wrong("severity", "expected critical, error, warning or info");
                yield "warning";
            }
        };
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        Node node = section.node("labels");
        Section given = node == null ? null : Section.of(node, section.at("labels"), section.mistakes());
        if (given == null) {
            return labels;
        }
        if (given.keys().size() > MAX_LABELS) {
            section.wrong("labels", "expected at most " + MAX_LABELS + " labels");
        }
        for (String name : given.keys()) {
            String value = given.text(name);
            if (!isLabelName(name)) {
                given.wrong(
                        name,
                        "expected a label's name: at most " + MAX_LABEL_NAME
                                + " letters, digits, '-', '_', '.' or '/'");
            } else if (value != null && value.length() > MAX_LABEL_VALUE) {
                given.wrong(name, "expected at most " + MAX_LABEL_VALUE + " characters");
            } else if (value != null) {
                labels.put(name, value);
            }
        }
        return labels;
    }

    private static boolean isLabelName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LABEL_NAME
                && name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0));
    }

    private @Nullable String runbook() {
        String text = section.text("runbook");
        if (text != null && !isWebAddress(text)) {
            section.wrong("runbook", "expected an address that starts with https:// or http://");
            return null;
        }
        return text;
    }

    private static boolean isWebAddress(String text) {
        if (text.length() > MAX_RUNBOOK || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getRawAuthority() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

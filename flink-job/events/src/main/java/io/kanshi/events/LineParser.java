package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.Utf8;

/**
 * Understands what an application wrote: tries the formats from the surest to the vaguest and fills the event with what the first
 * fitting one tells. What none understands is plain text: the message is the line, and the level stays unknown.
 */
final class LineParser {

    private final Fields fields;
    private final JsonLine json;
    private final LogfmtLine logfmt;
    private final PrefixedLine prefixed = new PrefixedLine();
    private final EmbeddedMetrics metrics;
    private int cut;

    LineParser(JsonScanner scanner, Scratch scratch, EventsSettings settings) {
        this.fields = new Fields(settings.maxAttributeBytes());
        this.json = new JsonLine(scanner, scratch);
        this.logfmt = new LogfmtLine(scratch);
        this.metrics = new EmbeddedMetrics(scanner, scratch);
    }

    /** Reads {@code text} into the event. {@code lifted}: it is a whole envelope, whose own keys are not the application's. */
    void read(Utf8 text, boolean lifted, LogEvent event) {
        cut = 0;
        byte[] b = text.bytes();
        int from = Bytes.skipBlanks(b, text.offset(), text.end());
        int end = text.end();
        if (from < end && !structured(b, from, end, lifted, event)) {
            plain(b, from, end, event);
        }
        if (event.message.isPresent()) {
            TraceInText.read(event.message, event.traceId, event.spanId);
        }
    }

    /** How many leaves of the last line found no room among the attributes. */
    int cut() {
        return cut;
    }

    private boolean structured(byte[] b, int from, int end, boolean lifted, LogEvent event) {
        boolean understood;
        fields.begin(event.attributes, lifted);
        if (b[from] == '{') {
            understood = json.read(b, from, end, fields);
        } else {
            understood = mayBeLogfmt(b, from, end) && logfmt.read(b, from, end, fields);
        }
        if (!understood) {
            event.attributes.clear();
            return false;
        }
        fields.finish(event);
        if (fields.metricsDirective().isPresent()) {
            metrics.read(fields.metricsDirective(), b, from, end, event.metrics);
        }
        cut = fields.cut();
        return true;
    }

    /** Whether a key and an equals sign come before anything else. */
    private static boolean mayBeLogfmt(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (Bytes.isLetter(b[i]) || b[i] == '_')) {
            i++;
        }
        return i > from && i < end && b[i] == '=';
    }

    private void plain(byte[] b, int from, int end, LogEvent event) {
        int lineEnd = Bytes.lineEnd(b, from, end);
        if (isAccessLog(b, from, lineEnd) && AccessLine.read(b, from, lineEnd, event)) {
            return;
        }
        prefixed.read(b, from, lineEnd);
        event.level = prefixed.level();
        int message = Math.min(prefixed.message(), end);
        event.message.set(b, message, trimmed(b, message, end) - message);
        if (event.message.isEmpty()) {
            event.message.set(b, from, trimmed(b, from, end) - from);
        }
        AccessLine.read(b, message, lineEnd, event);
    }

    /** Client, then the identity that nobody fills in: {@code 10.0.0.7 - }. */
    private static boolean isAccessLog(byte[] b, int from, int end) {
        int i = from;
        while (i < end && b[i] > ' ') {
            i++;
        }
        return i + 2 < end && b[i] == ' ' && b[i + 1] == '-' && b[i + 2] == ' ';
    }

    private static int trimmed(byte[] b, int from, int end) {
        int i = end;
        while (i > from && Bytes.isBlank(b[i - 1])) {
            i--;
        }
        return i;
    }
}

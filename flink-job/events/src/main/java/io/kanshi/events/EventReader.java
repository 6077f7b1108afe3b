package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;
import io.kanshi.wire.ValidUtf8;

/**
 * Turns the bytes of one event's object into a {@link LogEvent}: envelope, application line, time, identity, marks, health check,
 * fingerprint. Holds the one event that a decoder fills again and again.
 */
final class EventReader {

    static final int BROKEN = -1;

    /** Columns other than log and message: nobody needs more of a path or a user agent. */
    private static final int MAX_COLUMN_BYTES = 8192;

    private static final int MAX_ID_BYTES = 256;
    private static final byte[] STDOUT = {'s', 't', 'd', 'o', 'u', 't'};
    private static final byte[] STDERR = {'s', 't', 'd', 'e', 'r', 'r'};
    private static final Utf8 NO_REST = Utf8.of("0");

    final LogEvent event = new LogEvent();
    final Envelope envelope = new Envelope();

    private final JsonScanner scanner = new JsonScanner();
    private final Scratch scratch = new Scratch();
    private final EnvelopeReader reader = new EnvelopeReader(scanner, scratch, envelope);
    private final LineParser parser;
    private final Identities identities = new Identities();
    private final PlausibleTime time;
    private final HealthChecks healthChecks;
    private final Fingerprint fingerprint = new Fingerprint();
    private final int maxLogBytes;

    EventReader(EventsSettings settings) {
        this.parser = new LineParser(new JsonScanner(), scratch, settings);
        this.time = new PlausibleTime(settings);
        this.healthChecks = new HealthChecks(settings);
        this.maxLogBytes = settings.maxLogBytes();
    }

    /** Reads the object that starts at {@code from}; the offset behind it, or {@link #BROKEN} with {@link #error()}. */
    int read(byte[] b, int from, int end, long arrivalMillis) {
        scratch.clear();
        envelope.clear();
        scanner.reset(b, from, end);
        if (scanner.next() != Token.OBJECT_START || !reader.read(b, end)) {
            return BROKEN;
        }
        int stop = scanner.position();
        boolean valid = ValidUtf8.holds(b, from, stop);
        fill(b, from, stop, valid, arrivalMillis);
        return stop;
    }

    String error() {
        return scanner.error().isEmpty() ? "not a JSON object" : scanner.error();
    }

    private void fill(byte[] b, int from, int stop, boolean valid, long arrivalMillis) {
        boolean lifted = !envelope.hasLog();
        event.clear();
        event.observedMillis = arrivalMillis;
        if (lifted) {
            event.log.set(b, from, stop - from);
            prepareLifted();
        } else {
            line();
        }
        event.logBase64.set(envelope.logBase64);
        if (!valid) {
            repair();
        }
        parser.read(event.log, lifted, event);
        event.identity = identities.of(envelope);
        event.joined =
                Math.max(0, Bytes.number(envelope.joined.bytes(), envelope.joined.offset(), envelope.joined.end()));
        event.healthCheck = healthChecks.judge(event);
        event.fingerprint = fingerprint.of(event.message);
        time.judge(envelope, lifted, event);
        marks();
        if (event.log.length() > MAX_COLUMN_BYTES) {
            bound();
        }
    }

    /** The application's line; Docker's json-file keeps the line feed at its end, which is no part of it. */
    private void line() {
        Utf8 log = event.log;
        log.set(envelope.log);
        if (envelope.logEscaped) {
            scratch.unescape(log.bytes(), log.offset(), log.end(), log);
        }
        int length = log.length();
        if (length > 0 && log.at(length - 1) == '\n') {
            length -= length > 1 && log.at(length - 2) == '\r' ? 2 : 1;
            log.set(log.bytes(), log.offset(), length);
        }
    }

    /** All keys lie at the top: what could be the application's word is not taken for the envelope's. */
    private void prepareLifted() {
        envelope.extras.clear();
        envelope.extrasCut = 0;
        envelope.distrustService();
        envelope.logBase64.clear();
        envelope.partial.clear();
        envelope.truncatedBytes.clear();
        envelope.joined.clear();
        if (!envelope.source.contentEquals(STDOUT) && !envelope.source.contentEquals(STDERR)) {
            envelope.source.clear();
        }
    }

    private void repair() {
        if (!Utf8Repair.isValid(event.log)) {
            if (!event.logBase64.isPresent()) {
                event.logBase64.set(Utf8Repair.base64(event.log));
            }
            Utf8Repair.repair(event.log);
        }
        Utf8Repair.repair(event.logBase64);
        for (int i = 0; i < envelope.extras.size(); i++) {
            Utf8Repair.repair(envelope.extras.key(i));
            Utf8Repair.repair(envelope.extras.value(i));
        }
    }

    /** The envelope's word comes last, so that it stands above the application's. */
    private void marks() {
        Attributes attributes = event.attributes;
        Attributes extras = envelope.extras;
        for (int i = 0; i < extras.size(); i++) {
            attributes.put(extras.key(i), extras.value(i));
        }
        int left = parser.cut() + envelope.extrasCut;
        if (left > 0) {
            attributes.put(Marks.ATTRIBUTES_CUT, Utf8.of(Integer.toString(left)));
        }
        mark(Marks.PARTIAL, envelope.partial);
        mark(Marks.TRUNCATED_BYTES, envelope.truncatedBytes);
        mark(Marks.JOINED, envelope.joined);
        if (event.implausibleTime) {
            attributes.put(Marks.TIME_IMPLAUSIBLE, time.isAhead() ? Marks.AHEAD : Marks.BEHIND);
        }
        Utf8 unreadable = time.unreadable();
        if (unreadable != null) {
            mark(Marks.TIME_UNREADABLE, unreadable);
        }
    }

    private void mark(Utf8 name, Utf8 value) {
        if (value.isEmpty()) {
            return;
        }
        if (Utf8Repair.isValid(value)) {
            Utf8Repair.shorten(value, MAX_ID_BYTES);
            event.attributes.put(name, value);
        } else {
            event.attributes.put(name, Utf8.of(value.toString()));
        }
    }

    private void bound() {
        Utf8Repair.shorten(event.traceId, MAX_ID_BYTES);
        Utf8Repair.shorten(event.spanId, MAX_ID_BYTES);
        Utf8Repair.shorten(event.path, MAX_COLUMN_BYTES);
        Utf8Repair.shorten(event.userAgent, MAX_COLUMN_BYTES);
        Utf8Repair.shorten(event.message, maxLogBytes);
        int over = event.log.length() - Utf8Repair.cut(event.log, maxLogBytes);
        if (over > 0) {
            Utf8Repair.shorten(event.log, maxLogBytes);
            Utf8Repair.shorten(event.logBase64, maxLogBytes);
            Utf8 before = envelope.truncatedBytes.isEmpty() ? NO_REST : envelope.truncatedBytes;
            int earlier = Math.max(0, Bytes.number(before.bytes(), before.offset(), before.end()));
            event.attributes.put(Marks.TRUNCATED_BYTES, Utf8.of(Long.toString((long) earlier + over)));
        }
    }
}

package io.kanshi.events;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.Utf8;

/** Reads one event's object into an {@link Envelope}: one pass over the bytes, no copies but of escaped text. */
final class EnvelopeReader {

    private static final int TIME = 0;
    private static final int DATE = 1;
    private static final int AT_TIMESTAMP = 2;
    private static final int TIMESTAMP = 3;
    private static final int LOG = 4;
    private static final int LOG_BASE64 = 5;
    private static final int SOURCE = 6;
    private static final int CONTAINER_ID = 7;
    private static final int CONTAINER_NAME = 8;
    private static final int CLUSTER = 9;
    private static final int TASK_ARN = 10;
    private static final int TASK_DEFINITION = 11;
    private static final int SERVICE = 12;
    private static final int PARTIAL = 13;
    private static final int TRUNCATED_BYTES = 14;
    private static final int JOINED = 15;

    private static final KeyTable KEYS = new KeyTable()
            .add(TIME, "time")
            .add(DATE, "date")
            .add(AT_TIMESTAMP, "@timestamp")
            .add(TIMESTAMP, "timestamp")
            .add(LOG, "log")
            .add(LOG_BASE64, "log_base64")
            .add(SOURCE, "source stream")
            .add(CONTAINER_ID, "container_id")
            .add(CONTAINER_NAME, "container_name")
            .add(CLUSTER, "ecs_cluster")
            .add(TASK_ARN, "ecs_task_arn")
            .add(TASK_DEFINITION, "ecs_task_definition")
            .add(SERVICE, "service ecs_service ecs_service_name")
            .add(PARTIAL, "partial")
            .add(TRUNCATED_BYTES, "truncated_bytes")
            .add(JOINED, "joined");

    private final JsonScanner scanner;
    private final Scratch scratch;
    private final Envelope envelope;
    private final Flattener extras;
    private final Utf8 key = new Utf8();
    private final SeenContainers seen = new SeenContainers();
    private byte[] bytes = new byte[0];
    private int end;

    EnvelopeReader(JsonScanner scanner, Scratch scratch, Envelope envelope) {
        this.scanner = scanner;
        this.scratch = scratch;
        this.envelope = envelope;
        this.extras = new Flattener(scanner, scratch);
    }

    /** Whether a key among lifted ones is surely the envelope's, not the application's. */
    static boolean owns(Utf8 path) {
        int code = KEYS.find(path.bytes(), path.offset(), path.end());
        return code == DATE || code >= CONTAINER_ID && code <= TASK_DEFINITION;
    }

    /** Reads the members of an object whose start was the last token and that ends before {@code end}; false when it is broken. */
    boolean read(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        seen.forget();
        while (true) {
            Token token = scanner.next();
            if (token == Token.OBJECT_END) {
                remember();
                return true;
            }
            if (token != Token.KEY || !member()) {
                return false;
            }
        }
    }

    private boolean member() {
        int from = scanner.valueStart();
        int end = scanner.valueEnd();
        int code = KEYS.find(bytes, from, end);
        if (code == KeyTable.UNKNOWN) {
            return extra(from, end);
        }
        if (code == CONTAINER_ID && skipSeen()) {
            return true;
        }
        if (code == LOG && logText()) {
            return true;
        }
        envelope.otherwiseNamed |= code >= CONTAINER_ID && code <= SERVICE;
        Token token = scanner.next();
        if (code == LOG) {
            remember();
            return log(token);
        }
        if (token == Token.STRING) {
            text(view(code));
            follow(code);
            return true;
        }
        remember();
        return notText(code, token, from, end);
    }

    /** Numbers and literals are taken as text; what has members is a label under a name that means something else to us. */
    private boolean notText(int code, Token token, int from, int end) {
        switch (token) {
            case NUMBER, TRUE -> text(view(code));
            case OBJECT_START, ARRAY_START -> {
                key.set(bytes, from, end - from);
                return extras.value(key, token, bytes, envelope.keepExtra);
            }
            case BROKEN -> {
                return false;
            }
            default -> {}
        }
        return true;
    }

    /** Steps over the members that name a container, if they are those of a container met before. */
    private boolean skipSeen() {
        int stop = seen.find(bytes, scanner.position(), end, envelope);
        if (stop < 0) {
            seen.begin(scanner.position());
            return false;
        }
        scanner.resume(stop);
        return true;
    }

    /** A text that names the container follows others that do, and is worth remembering with them. */
    private void follow(int code) {
        if (seen.isOpen()) {
            if (code >= SOURCE && code <= TASK_DEFINITION && !scanner.escaped()) {
                seen.extend(scanner.position());
            } else {
                remember();
            }
        }
    }

    private void remember() {
        if (seen.isOpen()) {
            seen.finish(bytes, envelope);
        }
    }

    private boolean extra(int from, int end) {
        remember();
        if (scanner.escaped()) {
            scratch.unescape(bytes, from, end, key);
        } else {
            key.set(bytes, from, end - from);
        }
        return extras.value(key, scanner.next(), bytes, envelope.keepExtra);
    }

    /** The usual line: a string with escapes that can be read and resolved in one go. False leaves it to the scanner. */
    private boolean logText() {
        int from = Bytes.skipBlanks(bytes, scanner.position(), end);
        if (from >= end || bytes[from] != '"') {
            return false;
        }
        int stop = scratch.unescapeText(bytes, from + 1, end, envelope.log);
        if (stop < 0) {
            return false;
        }
        remember();
        envelope.logKind = Token.STRING;
        scanner.resume(stop);
        return true;
    }

    /** A string is the usual case; a parser before us may have made it an object, whose text is then the line. */
    private boolean log(Token token) {
        if (token == Token.NULL) {
            return true;
        }
        if (!scanner.skip(token)) {
            return false;
        }
        envelope.log.set(bytes, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart());
        envelope.logKind = token;
        envelope.logEscaped = token == Token.STRING && scanner.escaped();
        return true;
    }

    private void text(Utf8 view) {
        if (scanner.escaped()) {
            scratch.unescape(bytes, scanner.valueStart(), scanner.valueEnd(), view);
        } else {
            view.set(bytes, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart());
        }
    }

    private Utf8 view(int code) {
        return switch (code) {
            case TIME -> envelope.time;
            case DATE -> envelope.date;
            case AT_TIMESTAMP -> envelope.atTimestamp;
            case TIMESTAMP -> envelope.timestamp;
            case LOG_BASE64 -> envelope.logBase64;
            case SOURCE -> envelope.source;
            case CONTAINER_ID -> envelope.containerId;
            case CONTAINER_NAME -> envelope.containerName;
            case CLUSTER -> envelope.cluster;
            case TASK_ARN -> envelope.taskArn;
            case TASK_DEFINITION -> envelope.taskDefinition;
            case SERVICE -> envelope.service;
            case PARTIAL -> envelope.partial;
            case TRUNCATED_BYTES -> envelope.truncatedBytes;
            default -> envelope.joined;
        };
    }
}

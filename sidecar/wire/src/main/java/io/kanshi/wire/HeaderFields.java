package io.kanshi.wire;

import io.kanshi.wire.JsonScanner.Token;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The keys of one header line while it is read; the scanner stands on the version's number. */
final class HeaderFields {

    private static final long ABSENT = -1;
    private static final int DIGITS_OF_A_LONG = 18;

    private final byte[] bytes;
    private final JsonScanner scanner;
    private String problem = "";
    private String boot = "";
    private long lane = ABSENT;
    private long seq = ABSENT;
    private long events = ABSENT;
    private long received;
    private long joined;
    private long shed;
    private long held;
    private long nextWithinMillis = FrameHeader.NO_PROMISE;
    private @Nullable String service;
    private @Nullable String cluster;
    private @Nullable String taskArn;
    private @Nullable String taskDefinition;

    HeaderFields(byte[] bytes, JsonScanner scanner) {
        this.bytes = bytes;
        this.scanner = scanner;
    }

    ParsedHeader read() {
        long version = number("kanshi", Token.NUMBER);
        if (!problem.isEmpty()) {
            return new ParsedHeader.Broken(problem);
        }
        if (version != FrameHeader.VERSION) {
            return new ParsedHeader.UnknownVersion(version);
        }
        Token token = scanner.next();
        while (token == Token.KEY) {
            String key = text();
            field(key, scanner.next());
            token = scanner.next();
        }
        if (token == Token.BROKEN || scanner.next() != Token.END) {
            return new ParsedHeader.Broken("frame header is no JSON object: " + reason());
        }
        return finish();
    }

    private String reason() {
        return scanner.error().isEmpty() ? "text follows it on its line" : scanner.error();
    }

    private void field(String key, Token token) {
        switch (key) {
            case "boot" -> boot = orEmpty(string(key, token));
            case "lane" -> lane = number(key, token);
            case "seq" -> seq = number(key, token);
            case "events" -> events = number(key, token);
            case "received" -> received = number(key, token);
            case "joined" -> joined = number(key, token);
            case "shed" -> shed = number(key, token);
            case "held" -> held = number(key, token);
            case "next_within_ms" -> nextWithinMillis = number(key, token);
            case "service" -> service = string(key, token);
            case "ecs_cluster" -> cluster = string(key, token);
            case "ecs_task_arn" -> taskArn = string(key, token);
            case "ecs_task_definition" -> taskDefinition = string(key, token);
            default -> scanner.skip(token);
        }
    }

    private ParsedHeader finish() {
        require("boot", !boot.isEmpty());
        require("lane", lane != ABSENT);
        require("seq", seq != ABSENT);
        require("events", events != ABSENT);
        atMost("lane", lane);
        atMost("events", events);
        if (!problem.isEmpty()) {
            return new ParsedHeader.Broken(problem);
        }
        return new ParsedHeader.Valid(new FrameHeader(
                FrameHeader.VERSION,
                boot,
                (int) lane,
                seq,
                (int) events,
                received,
                joined,
                shed,
                held,
                nextWithinMillis,
                service,
                cluster,
                taskArn,
                taskDefinition));
    }

    private void require(String key, boolean present) {
        if (!present) {
            complain("frame header lacks " + key);
        }
    }

    private void atMost(String key, long value) {
        if (value > Integer.MAX_VALUE) {
            complain("frame header's " + key + " must be at most " + Integer.MAX_VALUE + ": " + value);
        }
    }

    private long number(String key, Token token) {
        int start = scanner.valueStart();
        int end = scanner.valueEnd();
        if (token != Token.NUMBER || end - start > DIGITS_OF_A_LONG) {
            return mistyped(key, "a whole number of at most " + DIGITS_OF_A_LONG + " digits", token);
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return mistyped(key, "a whole number", token);
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private @Nullable String string(String key, Token token) {
        if (token == Token.NULL) {
            return null;
        }
        if (token != Token.STRING) {
            mistyped(key, "a string", token);
            return null;
        }
        return text();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String text() {
        int start = scanner.valueStart();
        int end = scanner.valueEnd();
        if (!scanner.escaped()) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        byte[] plain = new byte[end - start];
        return new String(plain, 0, JsonText.unescape(bytes, start, end, plain, 0), StandardCharsets.UTF_8);
    }

    private long mistyped(String key, String expected, Token token) {
        complain("frame header's " + key + " must be " + expected);
        scanner.skip(token);
        return ABSENT;
    }

    private void complain(String what) {
        if (problem.isEmpty()) {
            problem = what;
        }
    }
}

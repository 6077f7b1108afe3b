package io.kanshi.forwarder.frame;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.LineJoiner.Piece;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads lines back from the journal of an earlier start, and writes lines that came over no connection. For the reading thread only. */
final class ReadBack {

    /** Takes each line. */
    interface Lines {
        void line(byte[] bytes, int start, int end);
    }

    private final JsonScanner scanner = new JsonScanner();
    private final Rfc3339 time = new Rfc3339();
    private byte[] who = {};
    private byte[] source = {};
    private String pieceId = "";
    private int ordinal;
    private boolean last;
    private int joined;
    private boolean incomplete;

    void lines(byte[] journal, Lines taker) {
        int start = 0;
        for (int i = 0; i < journal.length; i++) {
            if (journal[i] == '\n') {
                taker.line(journal, start, i);
                start = i + 1;
            }
        }
    }

    /** Copies a line of a journal to the arrivals. */
    void read(byte[] b, int start, int end, ReceivedLine line) {
        line.start = line.in.end();
        line.in.put(b, start, end).put((byte) '\n');
        line.end = line.in.end() - 1;
        line.eventEnd = line.end - 1;
        who = new byte[0];
        source = new byte[0];
        ordinal = 0;
        joined = 0;
        incomplete = false;
        members(line);
        if (ordinal > 0) {
            line.piece = new Piece(pieceId, ordinal, last);
        }
        if (joined > 0 || incomplete) {
            line.joinedBefore(joined, incomplete);
        }
    }

    private void members(ReceivedLine line) {
        byte[] b = line.in.bytes();
        scanner.reset(b, line.start, line.end);
        Token token = scanner.next();
        for (token = scanner.next(); token == Token.KEY; token = scanner.next()) {
            int keyStart = scanner.valueStart();
            String key = new String(b, keyStart, scanner.valueEnd() - keyStart, StandardCharsets.UTF_8);
            Token value = scanner.next();
            scanner.skip(value);
            if (key.startsWith("kanshi_")) {
                line.eventEnd = Math.min(line.eventEnd, keyStart - 2);
                mark(key, b);
            } else {
                member(key, b, line);
            }
        }
    }

    private void member(String key, byte[] b, ReceivedLine line) {
        int from = scanner.valueStart();
        int to = scanner.valueEnd();
        switch (key) {
            case "log" -> {
                line.logStart = from;
                line.logEnd = to;
            }
            case "log_base64" -> {
                line.base64Start = from;
                line.base64End = to;
            }
            case "container_id" -> who = Arrays.copyOfRange(b, from, to);
            case "container_name" -> who = who.length > 0 ? who : Arrays.copyOfRange(b, from, to);
            case "source" -> source = Arrays.copyOfRange(b, from, to);
            default -> {
                // part of the event, and nothing that the joiner needs
            }
        }
    }

    private void mark(String key, byte[] b) {
        String value =
                new String(b, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), StandardCharsets.UTF_8);
        switch (key) {
            case PieceMarks.ID -> pieceId = value;
            case PieceMarks.ORDINAL -> ordinal = Integer.parseInt(value);
            case PieceMarks.LAST -> last = value.equals("true");
            case PieceMarks.JOINED -> joined = Integer.parseInt(value);
            case PieceMarks.INCOMPLETE -> incomplete = value.equals("true");
            default -> throw new IllegalStateException("unknown mark in the journal: " + key);
        }
    }

    byte[] who() {
        return who;
    }

    byte[] source() {
        return source;
    }

    /** Writes an event of our own. */
    void write(byte[] log, byte[] containerName, long nanos, ReceivedLine line) {
        LineBuffer target = line.in;
        line.start = target.end();
        target.put("{\"time\":\"");
        time.write(nanos, target);
        target.put("\",\"container_name\":\"").putEscaped(containerName, 0, containerName.length);
        target.put("\",\"log\":\"");
        line.logStart = target.end();
        line.logEnd = LogText.write(log, target, line);
        line.lend(log, 0, log.length);
        line.eventEnd = target.end();
        target.put((byte) '}').put((byte) '\n');
        line.end = target.end() - 1;
    }
}

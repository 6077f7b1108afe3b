package io.kanshi.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture in the making: a container that speaks, a clock that the test moves, and the lines so far.
 *
 * <pre>{@code
 * List<CapturedLine> lines = new Capture(Container.of("payment"), "2026-11-02T05:00:00Z")
 *         .out("{\"level\":\"info\",\"msg\":\"charged\"}")
 *         .after(Duration.ofSeconds(1))
 *         .err("panic: nil pointer")
 *         .lines();
 * }</pre>
 */
public final class Capture {

    /** Docker cuts lines at this many bytes. */
    public static final int PIECE_BYTES = 16 * 1024;

    private final List<CapturedLine> lines = new ArrayList<>();
    private Container container;
    private Instant now;

    public Capture(Container container, Instant start) {
        this.container = container;
        this.now = start;
    }

    public Capture(Container container, String start) {
        this(container, Instant.parse(start));
    }

    /** From here on another container speaks. */
    public Capture by(Container other) {
        container = other;
        return this;
    }

    public Capture at(Instant time) {
        now = time;
        return this;
    }

    public Capture after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    /** Writes lines to stdout, all with the present time. */
    public Capture out(String... logs) {
        return write("stdout", logs);
    }

    /** Writes lines to stderr, all with the present time. */
    public Capture err(String... logs) {
        return write("stderr", logs);
    }

    private Capture write(String source, String... logs) {
        for (String log : logs) {
            lines.add(new CapturedLine(container, source, now, log));
        }
        return this;
    }

    /** A long line of stdout as Docker's fluentd driver sends it: pieces of 16 KiB with the marks that join them. */
    public Capture pieces(String log, String partialId) {
        lines.addAll(pieces(new CapturedLine(container, "stdout", now, log), partialId));
        return this;
    }

    /** Cuts a line into the pieces that Docker makes of it; a short line stays whole. Only for text of one byte a character. */
    public static List<CapturedLine> pieces(CapturedLine line, String partialId) {
        String log = line.log();
        if (log.getBytes(StandardCharsets.UTF_8).length != log.length()) {
            throw new IllegalArgumentException("pieces are cut at bytes: only ASCII text can be cut here");
        }
        if (log.length() <= PIECE_BYTES) {
            return List.of(line);
        }
        List<CapturedLine> pieces = new ArrayList<>();
        for (int from = 0; from < log.length(); from += PIECE_BYTES) {
            boolean last = from + PIECE_BYTES >= log.length();
            String piece = log.substring(from, Math.min(log.length(), from + PIECE_BYTES));
            pieces.add(new CapturedLine(line.container(), line.source(), line.nanos(), piece, line.marks())
                    .marked("partial_message", "true")
                    .marked("partial_id", partialId)
                    .marked("partial_ordinal", Integer.toString(pieces.size() + 1))
                    .marked("partial_last", Boolean.toString(last)));
        }
        return pieces;
    }

    public Instant now() {
        return now;
    }

    public List<CapturedLine> lines() {
        return List.copyOf(lines);
    }
}

package io.kanshi.replay;

import io.kanshi.replay.source.ReplayProgress.Snapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Words for how far a replay is: a bar for a person who watches, a line every few seconds for a log. */
final class ProgressLine {

    private static final int BAR_WIDTH = 24;
    private static final long SECOND = 1_000_000_000L;

    /** A log needs no line more often than this. */
    private static final long QUIET_NANOS = 5 * SECOND;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final long totalBytes;
    private final long started;
    private long lastQuietLine;

    ProgressLine(long totalBytes, long nowNanos) {
        this.totalBytes = totalBytes;
        this.started = nowNanos;
        this.lastQuietLine = nowNanos;
    }

    /** Shows the state on the console, in the way that suits it. */
    void show(Console console, Snapshot read, long nowNanos) {
        if (console.watched()) {
            console.progress(bar(read, nowNanos));
        } else if (nowNanos - lastQuietLine >= QUIET_NANOS) {
            lastQuietLine = nowNanos;
            console.progress(sentence(read, nowNanos));
        }
    }

    String bar(Snapshot read, long nowNanos) {
        double share = share(read);
        int full = (int) Math.round(share * BAR_WIDTH);
        return "[" + "=".repeat(full) + " ".repeat(BAR_WIDTH - full) + "] " + facts(read, nowNanos, share);
    }

    String sentence(Snapshot read, long nowNanos) {
        return "kanshi: " + facts(read, nowNanos, share(read));
    }

    private double share(Snapshot read) {
        return totalBytes == 0 ? 1 : Math.min(1, (double) read.bytes() / totalBytes);
    }

    private String facts(Snapshot read, long nowNanos, double share) {
        double seconds = Math.max(1, nowNanos - started) / (double) SECOND;
        String at = read.clockNanos() == Long.MIN_VALUE
                ? ""
                : ", at " + CLOCK.format(Instant.ofEpochSecond(Math.floorDiv(read.clockNanos(), SECOND)));
        return String.format(
                "%3.0f %%  %,d lines, %,.0f/s%s%s",
                share * 100, read.lines(), read.lines() / seconds, at, left(read, seconds, share));
    }

    private static String left(Snapshot read, double seconds, double share) {
        if (read.ended()) {
            return ", writing the last files";
        }
        if (share < 0.01 || seconds < 1) {
            return "";
        }
        return ", " + Words.duration((long) Math.ceil(seconds * (1 - share) / share)) + " left";
    }
}

package io.kanshi.events.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one start of a sender, in its name. */
final class TellGaps {

    private final FrameReceipt sender;
    private final Consumer<LogGap> out;

    /** Whole frames of a lane. */
    private record Frames(
            @Nullable Integer lane,
            @Nullable Long first,
            @Nullable Long last,
            @Nullable Long frames) {
        static final Frames NONE = new Frames(null, null, null, null);
    }

    private record Span(long sinceMillis, long untilMillis) {}

    /** @param sender who it is: any frame of the start */
    TellGaps(FrameReceipt sender, Consumer<LogGap> out) {
        this.sender = sender;
        this.out = out;
    }

    void missing(int lane, Hole hole, @Nullable Long lines, long nowMillis) {
        String what = hole.first == hole.last
                ? "frame " + hole.first + " of lane " + lane + " has not come"
                : "frames " + hole.first + " to " + hole.last + " of lane " + lane + " have not come";
        String which = lines == null
                ? "how many lines that are is not known"
                : lines == 0 ? "no line is missing with that" : count(lines, "line") + " missing with that";
        tell(
                GapKind.MISSING,
                lane + "/" + hole.first,
                new Frames(lane, hole.first, hole.last, hole.frames()),
                lines,
                new Span(hole.sinceMillis, nowMillis),
                what + "; " + which);
    }

    /** @param wasTold whether the frame was told to be missing; else only its lines were */
    void filled(FrameReceipt frame, boolean wasTold, @Nullable Long lines) {
        tell(
                GapKind.FILLED,
                frame.lane + "/" + frame.seq,
                new Frames(frame.lane, frame.seq, frame.seq, wasTold ? 1L : 0L),
                lines,
                new Span(frame.arrivalMillis, frame.arrivalMillis),
                "frame " + frame.seq + " of lane " + frame.lane + " has come after all");
    }

    void shed(long total, long lines, long sinceMillis, long nowMillis) {
        tell(
                GapKind.SHED,
                Long.toString(total),
                Frames.NONE,
                lines,
                new Span(sinceMillis, nowMillis),
                count(lines, "line") + " dropped by the sender for want of room");
    }

    void silent(long sinceMillis, long nowMillis) {
        tell(
                GapKind.SILENT,
                Long.toString(sinceMillis),
                Frames.NONE,
                null,
                new Span(sinceMillis, nowMillis),
                "the sender is silent since " + Instant.ofEpochMilli(sinceMillis) + " and has not said farewell");
    }

    void back(long sinceMillis, long nowMillis) {
        tell(
                GapKind.BACK,
                Long.toString(sinceMillis),
                Frames.NONE,
                null,
                new Span(sinceMillis, nowMillis),
                "the sender speaks again after "
                        + Duration.ofMillis(nowMillis - sinceMillis).toSeconds() + " s");
    }

    void ended(@Nullable Long lines, long endedMillis, long nowMillis) {
        String rest = lines == null
                ? "its first frames were not seen, so its lines cannot be added up"
                : lines == 0
                        ? "every line is accounted for"
                        : count(lines, "line") + " missing that no other row tells of";
        tell(GapKind.ENDED, "", Frames.NONE, lines, new Span(endedMillis, nowMillis), "the sender has ended; " + rest);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? " is" : "s are");
    }

    private void tell(GapKind kind, String place, Frames frames, @Nullable Long lines, Span span, String detail) {
        out.accept(new LogGap(
                kind.text() + "/" + sender.boot + (place.isEmpty() ? "" : "/" + place),
                kind,
                span.untilMillis,
                sender.service,
                sender.cluster,
                sender.taskId,
                sender.taskDefinition,
                sender.boot,
                frames.lane,
                frames.first,
                frames.last,
                frames.frames,
                lines,
                span.sinceMillis,
                span.untilMillis,
                detail));
    }
}

package io.kanshi.replay.source;

import io.kanshi.replay.source.EventScan.Shape;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.ParsedHeader;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file as events, in the file's order. Each line says itself what it is; only what is no JSON object depends on the
 * file: among events it is damage (passed on as it is, the job makes it a dead letter), elsewhere it is a line of plain text.
 */
final class FileLines implements LineSource {

    private static final byte[] NOTHING = new byte[0];

    private final CutLines cut;
    private final CapturedFile file;
    private final ReadingRoom room;
    private final FileName name;
    private final int rank;
    private final boolean holdsEvents;
    private final EventScan scan = new EventScan();
    private final QuickScan quick = new QuickScan();
    private final Envelopes envelopes;
    private final EventLines events;
    private @Nullable Defaults defaults;
    private long lastTime;
    private long number;
    private int restStart;
    private int restEnd;
    private @Nullable FileLines letter;
    private @Nullable ForeignFrame foreign;
    private boolean damaged;
    private boolean sawEvents;

    FileLines(CapturedFile file, int rank, boolean holdsEvents, ReadingRoom room) throws IOException {
        this(file, new OpenFile(file, room.counts), rank, holdsEvents, room);
        this.lastTime = file.modifiedMillis() * 1_000_000L;
    }

    private FileLines(CapturedFile file, OpenFile content, int rank, boolean holdsEvents, ReadingRoom room) {
        this.file = file;
        this.rank = rank;
        this.holdsEvents = holdsEvents;
        this.room = room;
        this.name = FileName.of(file.path());
        this.cut = new CutLines(content, room.blocks);
        this.envelopes = new Envelopes(room.blocks, name);
        this.events = new EventLines(room, name, envelopes, quick);
    }

    @Override
    public @Nullable Line next() {
        try {
            while (!damaged && (letter != null || restStart < restEnd || cut.next())) {
                Line line = letter == null ? read() : ofLetter(letter);
                if (line != null) {
                    return placed(line);
                }
            }
        } catch (IOException broken) {
            damage(broken);
        }
        Line last = endOfForeign();
        return last == null ? null : placed(last);
    }

    private Line placed(Line line) {
        line.rank = rank;
        line.position = line.ownTime;
        line.number = number++;
        if (line.ownTime != Line.NO_TIME) {
            lastTime = line.ownTime;
        }
        return line;
    }

    private void damage(IOException broken) {
        if (!damaged) {
            damaged = true;
            String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
            room.counts.damages.add("The file " + file.path() + " is damaged behind byte " + cut.bytesRead() + ": "
                    + why + "; what comes before it was replayed.");
        }
    }

    /** The line at hand, or null when it holds none: space, or a frame's header. */
    private @Nullable Line read() throws IOException {
        byte[] b = cut.block().bytes;
        int start = restStart < restEnd ? restStart : cut.start();
        int end = cut.end();
        restEnd = 0;
        if (foreign != null) {
            return gather(foreign, b, start, end);
        }
        if (defaults == null && quick.scan(b, start, end, room.speakers)) {
            return quick.line(room.blocks, cut.block(), start);
        }
        int first = afterSpace(b, start, end);
        if (first == end) {
            room.counts.blank += holdsEvents ? 0 : 1;
            return null;
        }
        if (b[first] != '{' || cut.cutBytes() > 0) {
            return noObject(b, start, end, Line.NO_TIME);
        }
        Shape shape = scan.scan(b, first, end);
        int valueEnd = shape == Shape.BROKEN ? end : scan.valueEnd();
        int rest = afterSpace(b, valueEnd, end);
        if (shape == Shape.OBJECT && !holdsEvents || shape == Shape.BROKEN) {
            return noObject(b, start, end, shape == Shape.OBJECT ? scan.objectTime() : Line.NO_TIME);
        }
        sawEvents |= shape != Shape.OBJECT;
        restStart = rest;
        restEnd = end;
        return object(shape, b, first, valueEnd);
    }

    private @Nullable Line object(Shape shape, byte[] b, int start, int end) throws IOException {
        return switch (shape) {
            case HEADER -> header(b, start, end);
            case DEAD_LETTER -> deadLetter(b, start, end);
            case DOCKER -> events.docker(b, scan);
            default -> events.event(cut.block(), start, end, scan, defaults);
        };
    }

    /** A dead letter is read as if its bytes were a file of events at this place. */
    private @Nullable Line deadLetter(byte[] b, int start, int end) throws IOException {
        long arrival = scan.arrivalTime();
        byte[] record = DeadLetterBytes.of(b, scan.keys());
        if (record == null) {
            return events.event(cut.block(), start, end, scan, defaults);
        }
        letter = new FileLines(file, new OpenFile(record), rank, true, room);
        letter.lastTime = arrival;
        return null;
    }

    private @Nullable Line ofLetter(FileLines lines) {
        Line line = lines.next();
        if (line == null) {
            lines.close();
            letter = null;
        } else if (line.ownTime == Line.NO_TIME) {
            line.ownTime = lines.lastTime;
        }
        return line;
    }

    private @Nullable Line header(byte[] b, int start, int end) {
        if (FrameHeaderJson.read(b, start, end) instanceof ParsedHeader.UnknownVersion) {
            foreign = new ForeignFrame(Arrays.copyOfRange(b, start, end));
        } else {
            defaults = Defaults.of(b, scan.keys());
        }
        return null;
    }

    /** Adds the line at hand to the frame of an unknown version; a record when that one is complete. */
    private @Nullable Line gather(ForeignFrame frame, byte[] b, int start, int end) {
        int first = afterSpace(b, start, end);
        boolean ends = first < end && b[first] == '{' && scan.scan(b, first, end) == Shape.HEADER;
        if (ends) {
            restStart = start;
            restEnd = end;
            return endOfForeign();
        }
        frame.add(b, start, end);
        return frame.isFull() ? byFile(frame.take(room.blocks), lastTime) : null;
    }

    private @Nullable Line endOfForeign() {
        ForeignFrame frame = foreign;
        foreign = null;
        return frame == null || frame.isTaken() ? null : byFile(frame.take(room.blocks), lastTime);
    }

    /** No event: damage among events, a line of text in a file of text. */
    private Line noObject(byte[] b, int start, int end, long ownTime) {
        if (holdsEvents && cut.cutBytes() == 0) {
            Line line = room.blocks.line(cut.block(), start, end);
            line.speaker(room.speakers.of(name.key(), 0, name.key().length, NOTHING, 0, 0));
            return line;
        }
        long found = ownTime == Line.NO_TIME ? room.textTimes.find(b, start, end) : ownTime;
        Line line = envelopes.text(b, start, end, orLast(found), cut.cutBytes());
        return byFile(line, orLast(found));
    }

    private Line byFile(Line line, long time) {
        line.ownTime = time;
        line.speaker(room.speakers.of(name.key(), 0, name.key().length, NOTHING, 0, 0));
        return line;
    }

    private long orLast(long time) {
        return time == Line.NO_TIME ? lastTime : time;
    }

    static int afterSpace(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n')) {
            i++;
        }
        return i;
    }

    /** Whether any line so far was an event or a frame's header. */
    boolean sawEvents() {
        return sawEvents;
    }

    /** Bytes of the file on disk read so far. */
    long bytesRead() {
        return cut.bytesRead();
    }

    @Override
    public void close() {
        if (letter != null) {
            letter.close();
        }
        envelopes.close();
        try {
            cut.close();
        } catch (IOException broken) {
            damage(broken);
        }
    }
}

package io.kanshi.replay.source;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of each file: when does it start, and what does it hold? That gives the files their order. */
final class RankFiles {

    private static final long MILLI = 1_000_000L;

    /** Files are copied between zones and machines: a day is not a sign of nonsense. */
    private static final long CLOCKS_DIFFER_BY = 86_400 * EventTimes.SECOND;

    private static final long MAX_BYTES = 16 << 20;

    private final ZoneId textZone;
    private final long latest;

    private RankFiles(ZoneId textZone, long latest) {
        this.textZone = textZone;
        this.latest = latest;
    }

    /** No line can be later than a day after the last file was written, nanoseconds since 1970. */
    static long latest(List<CapturedFile> files) {
        long newest =
                files.stream().mapToLong(CapturedFile::modifiedMillis).max().orElse(0);
        return newest * MILLI + CLOCKS_DIFFER_BY;
    }

    static List<RankedFile> rank(List<CapturedFile> files, ZoneId textZone) {
        RankFiles reader = new RankFiles(textZone, latest(files));
        List<RankedFile> found = new ArrayList<>();
        for (CapturedFile file : files) {
            found.add(reader.look(file));
        }
        NaturalOrder names = new NaturalOrder();
        found.sort(Comparator.comparingLong(RankedFile::firstNanos)
                .thenComparing(ranked -> ranked.file().name(), names)
                .thenComparing(ranked -> ranked.file().path(), names));
        List<RankedFile> ranked = new ArrayList<>();
        for (RankedFile file : found) {
            ranked.add(new RankedFile(file.file(), ranked.size(), file.holdsEvents(), file.firstNanos()));
        }
        return ranked;
    }

    private RankedFile look(CapturedFile file) {
        Anchor anchor = new Anchor();
        boolean holdsEvents = false;
        ReadingRoom room = new ReadingRoom(textZone);
        long bytes = 0;
        try (FileLines lines = new FileLines(file, 0, false, room)) {
            for (int i = 0; i < Positions.LOOK_AHEAD_LINES && bytes < MAX_BYTES; i++) {
                Line line = lines.next();
                if (line == null) {
                    break;
                }
                anchor.add(line.ownTime);
                bytes += line.length();
                room.blocks.done(line);
            }
            holdsEvents = lines.sawEvents();
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
        return new RankedFile(file, 0, holdsEvents, anchor.find(latest, file.modifiedMillis() * MILLI));
    }

    static InputMistake unreadable(CapturedFile file, @Nullable IOException why) {
        String reason = why == null || why.getMessage() == null ? "" : ": " + why.getMessage();
        return new InputMistake("The file " + file.path() + " cannot be read" + reason + ".");
    }
}

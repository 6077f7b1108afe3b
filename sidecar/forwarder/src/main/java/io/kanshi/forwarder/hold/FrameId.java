package io.kanshi.forwarder.hold;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which frame it is. Frames are sent in this order: by start, then in the order in which they were sealed.
 *
 * @param startMillis when the start began, milliseconds since 1970
 * @param boot UUID of the start
 * @param group frames sealed together, counted from 1
 * @param events lines in it
 */
public record FrameId(long startMillis, String boot, long group, int lane, long seq, int events)
        implements Comparable<FrameId> {

    private static final Comparator<FrameId> ORDER = Comparator.comparingLong(FrameId::startMillis)
            .thenComparing(FrameId::boot)
            .thenComparingLong(FrameId::group)
            .thenComparingInt(FrameId::lane)
            .thenComparingLong(FrameId::seq);
    private static final Pattern NAME =
            Pattern.compile("(\\d{13})_([0-9a-f-]{36})_(\\d{12})_(\\d{6})_(\\d{12})_(\\d{1,9})\\.zst");

    /** The name of its file: sorts as the frames do. */
    public String fileName() {
        return String.format(
                Locale.ROOT, "%013d_%s_%012d_%06d_%012d_%d.zst", startMillis, boot, group, lane, seq, events);
    }

    /** Null for a name that is no frame's. */
    static @Nullable FrameId parse(String fileName) {
        Matcher name = NAME.matcher(fileName);
        return !name.matches()
                ? null
                : new FrameId(
                        Long.parseLong(name.group(1)),
                        name.group(2),
                        Long.parseLong(name.group(3)),
                        Integer.parseInt(name.group(4)),
                        Long.parseLong(name.group(5)),
                        Integer.parseInt(name.group(6)));
    }

    /** All frames of a lane go to one shard, or to its children. */
    public String partitionKey() {
        return boot + "-" + lane;
    }

    @Override
    public int compareTo(FrameId other) {
        return ORDER.compare(this, other);
    }
}

package io.kanshi.forwarder.leftover;

import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.FrameId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Frames of one lane in a row, as one file: frames of zstd in a row are a zstd file. Its name says which frames, and sorts as they do.
 *
 * @param name {@code dt=YYYY-MM-DD/hour=HH/<boot>-<lane>-<first seq>-<last seq>.frames.zst}, UTC, when it was put
 */
record LeftoverFile(String name, List<Frame> frames) {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern(
                    "'dt='yyyy-MM-dd'/hour='HH'/'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The frames by lane, each lane cut into files of about so many bytes; a frame is never cut. */
    static List<LeftoverFile> of(List<Frame> frames, long fileBytes, Instant when) {
        Map<String, List<Frame>> lanes = new LinkedHashMap<>();
        for (Frame frame : frames) {
            lanes.computeIfAbsent(frame.id().partitionKey(), unused -> new ArrayList<>())
                    .add(frame);
        }
        List<LeftoverFile> files = new ArrayList<>();
        lanes.values().forEach(lane -> cut(lane, fileBytes, FOLDER.format(when), files));
        return files;
    }

    private static void cut(List<Frame> lane, long fileBytes, String folder, List<LeftoverFile> files) {
        int first = 0;
        long bytes = 0;
        for (int i = 0; i < lane.size(); i++) {
            int size = lane.get(i).bytes().length;
            if (i > first && bytes + size > fileBytes) {
                files.add(file(folder, lane.subList(first, i)));
                first = i;
                bytes = 0;
            }
            bytes += size;
        }
        files.add(file(folder, lane.subList(first, lane.size())));
    }

    private static LeftoverFile file(String folder, List<Frame> frames) {
        FrameId first = frames.get(0).id();
        FrameId last = frames.get(frames.size() - 1).id();
        String name = String.format(
                Locale.ROOT, "%s-%06d-%012d-%012d.frames.zst", first.boot(), first.lane(), first.seq(), last.seq());
        return new LeftoverFile(folder + name, List.copyOf(frames));
    }

    List<FrameId> ids() {
        return frames.stream().map(Frame::id).toList();
    }

    long bytes() {
        return frames.stream().mapToLong(frame -> frame.bytes().length).sum();
    }
}

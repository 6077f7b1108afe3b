package io.kanshi.testkit.sidecar;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.ParsedHeader;
import io.kanshi.wire.Unpacker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One accepted record, unpacked.
 *
 * @param content header and lines as bytes, uncompressed
 * @param linesStart where the lines start in the content
 */
record SidecarFrame(AcceptedRecord record, FrameHeader header, byte[] content, int linesStart) {

    static SidecarFrame read(AcceptedRecord record, Unpacker unpacker) {
        byte[] data = record.data();
        if (unpacker.unpack(data, 0, data.length) != Unpacker.Outcome.UNPACKED) {
            throw new AssertionError(name(record) + " cannot be unpacked: " + unpacker.error());
        }
        byte[] content = Arrays.copyOfRange(unpacker.bytes(), unpacker.start(), unpacker.end());
        int end = lineEnd(content, 0);
        ParsedHeader parsed = FrameHeaderJson.read(content, 0, end);
        if (parsed instanceof ParsedHeader.Valid valid) {
            return new SidecarFrame(record, valid.header(), content, Math.min(content.length, end + 1));
        }
        throw new AssertionError(name(record) + " has no good header: " + parsed);
    }

    private static String name(AcceptedRecord record) {
        return "record " + record.sequenceNumber() + " of " + record.partitionKey();
    }

    String id() {
        return header.boot() + '/' + header.lane() + '/' + header.seq();
    }

    boolean hasLinesOf(SidecarFrame other) {
        return Arrays.equals(
                content, linesStart, content.length, other.content, other.linesStart, other.content.length);
    }

    List<SidecarEvent> events() {
        List<SidecarEvent> events = new ArrayList<>();
        for (int start = linesStart; start < content.length; ) {
            int end = lineEnd(content, start);
            events.add(SidecarEvent.of(header.boot(), header.lane(), header.seq(), events.size(), members(start, end)));
            start = end + 1;
        }
        if (events.size() != header.events()) {
            throw new AssertionError("frame " + id() + " says " + header.events() + " events and has " + events.size());
        }
        return events;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> members(int start, int end) {
        try {
            if (JsonReader.read(content, start, end) instanceof Map<?, ?> members) {
                return (Map<String, Object>) members;
            }
        } catch (IllegalArgumentException e) {
            throw new AssertionError("frame " + id() + " has a line that is no JSON: " + e.getMessage(), e);
        }
        throw new AssertionError("frame " + id() + " has a line that is no object");
    }

    private static int lineEnd(byte[] content, int from) {
        int end = from;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }
}

package io.kanshi.replay.tail;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.kinesis.records.Aggregate;
import io.kanshi.kinesis.records.FrameIds;
import io.kanshi.kinesis.seen.FrameId;
import io.kanshi.kinesis.stream.StreamRecord;
import io.kanshi.wire.FrameHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From records of the stream to lines, with the job's decoder. A frame that a sidecar sent again is shown once. One thread. */
final class ReadRecords implements EventSink, AutoCloseable {

    /** Frames remembered: some minutes of a large stream. */
    private static final int FRAMES = 20_000;

    private final TailFilter filter;
    private final RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults());
    private final FrameIds frameIds = new FrameIds();
    private final Map<FrameId, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FrameId, Boolean> eldest) {
            return size() > FRAMES;
        }
    };
    private final List<TailLine> lines = new ArrayList<>();
    private long unreadable;

    ReadRecords(TailFilter filter) {
        this.filter = filter;
    }

    void take(StreamRecord record) {
        List<Aggregate.Part> parts = Aggregate.parts(record.data());
        if (parts == null) {
            decode(record.data(), record.arrivalMillis());
        } else {
            parts.forEach(part -> decode(part.data(), record.arrivalMillis()));
        }
    }

    private void decode(byte[] data, long arrivalMillis) {
        FrameId frame = frameIds.of(data);
        if (frame == null || seen.put(frame, true) == null) {
            decoder.decode(data, 0, data.length, arrivalMillis, this);
        }
    }

    @Override
    public void event(LogEvent event) {
        if (filter.shows(event)) {
            lines.add(TailLine.of(event));
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        unreadable += Math.max(1, letter.lines());
    }

    @Override
    public void header(FrameHeader header) {
        // Nothing in it is for people.
    }

    /** What has come since the last call, in the order of time. */
    List<TailLine> takeLines() {
        List<TailLine> taken = lines.stream()
                .sorted(Comparator.comparingLong(TailLine::timeNanos))
                .toList();
        lines.clear();
        return taken;
    }

    /** How many lines no decoder took since the last call. */
    long takeUnreadable() {
        long taken = unreadable;
        unreadable = 0;
        return taken;
    }

    @Override
    public void close() {
        frameIds.close();
    }
}

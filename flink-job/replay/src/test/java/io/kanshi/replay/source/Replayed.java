package io.kanshi.replay.source;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.job.RawRecord;
import io.kanshi.wire.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files read to the end, and what the job's decoder sees of the records. */
final class Replayed implements EventSink {

    /** An event as far as reading decides about it. */
    record Seen(String who, long nanos, String log, int joined, boolean implausible) {}

    final List<RawRecord> records = new ArrayList<>();
    final List<Seen> events = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    final List<FrameHeader> headers = new ArrayList<>();
    Counts counts = new Counts();
    long deadLetterLines;
    long received;
    long joined;
    long mostBytesOut;
    private RawRecord record = new RawRecord();
    private long watermark = Long.MIN_VALUE;

    /** Events at or before the watermark of an earlier record that are not late by their own doing. */
    final List<Seen> behindWatermark = new ArrayList<>();

    static Replayed of(Path... files) {
        return of(List.of(files), ReplaySettings.DEFAULTS);
    }

    static Replayed of(List<Path> files, ReplaySettings settings) {
        Replayed replayed = new Replayed();
        List<CapturedFile> captured =
                CapturedFiles.resolve(files.stream().map(Path::toString).toList());
        try (RecordSequence sequence = new RecordSequence(captured, settings);
                RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
            for (RawRecord record = sequence.next(); record != null; record = sequence.next()) {
                replayed.records.add(record);
                replayed.record = record;
                decoder.decode(record.bytes, 0, record.bytes.length, record.arrivalMillis, replayed);
                replayed.watermark = Math.max(replayed.watermark, record.watermarkMillis);
                replayed.mostBytesOut = Math.max(replayed.mostBytesOut, sequence.bytesOut());
            }
            replayed.received = sequence.received();
            replayed.joined = sequence.joined();
            replayed.counts = sequence.counts();
        }
        return replayed;
    }

    @Override
    public void event(LogEvent event) {
        String who = event.identity.service() + "/" + event.identity.containerId() + "/" + event.identity.source();
        Seen seen = new Seen(who, event.timeNanos, event.log.toString(), event.joined, event.implausibleTime);
        events.add(seen);
        if (!event.implausibleTime && Math.floorDiv(event.timeNanos, 1_000_000) <= watermark) {
            behindWatermark.add(seen);
        }
        if (event.timeNanos / 1_000_000 > record.arrivalMillis && !event.implausibleTime) {
            throw new AssertionError("an event of a frame is after its arrival: " + seen);
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetterLines += letter.lines();
        deadLetters.add(new String(letter.bytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void header(FrameHeader header) {
        headers.add(header);
    }

    /** The events as a multiset: how often each occurs. */
    Map<Seen, Long> multiset() {
        return events.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    List<String> logs() {
        return events.stream().map(Seen::log).toList();
    }

    /** The logs by time. */
    List<String> logsByTime() {
        return events.stream()
                .sorted(Comparator.comparingLong(Seen::nanos))
                .map(Seen::log)
                .toList();
    }

    long implausible() {
        return events.stream().filter(Seen::implausible).count();
    }

    @Nullable
    FrameHeader lastHeader() {
        return headers.isEmpty() ? null : headers.get(headers.size() - 1);
    }
}

package io.kanshi.forwarder.stats;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects metric lines, and reads them as the job does: through its own decoder, as the log of an event. */
final class Lines implements MetricLines {

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    /** One line with its container. */
    record Line(String text, String container) {

        /** The metrics that the job finds in the line. */
        Map<String, Double> metrics() {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            byte[] log = text.getBytes(StandardCharsets.UTF_8);
            record.writeBytes(
                    "{\"time\":\"2026-11-20T08:10:00Z\",\"container_name\":\"x\",\"source\":\"stdout\",\"log\":\""
                            .getBytes(StandardCharsets.UTF_8));
            JsonText.escape(log, 0, log.length, record);
            record.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            Map<String, Double> metrics = new TreeMap<>();
            try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults())) {
                byte[] bytes = record.toByteArray();
                decoder.decode(bytes, 0, bytes.length, 1_795_162_200_000L, sink(metrics));
            }
            return metrics;
        }

        private static EventSink sink(Map<String, Double> metrics) {
            return new EventSink() {
                @Override
                public void event(LogEvent event) {
                    for (int i = 0; i < event.metrics.size(); i++) {
                        metrics.put(event.metrics.name(i), event.metrics.value(i));
                    }
                }

                @Override
                public void deadLetter(DeadLetter letter) {
                    throw new AssertionError("a dead letter: " + letter);
                }

                @Override
                public void header(FrameHeader header) {
                    throw new AssertionError("a header: " + header);
                }
            };
        }
    }

    @Override
    public void accept(String emfLine, String containerName) {
        lines.add(new Line(emfLine, containerName));
    }

    List<Line> taken() {
        List<Line> all = new ArrayList<>();
        lines.drainTo(all);
        return all;
    }

    Line next() throws InterruptedException {
        Line line = lines.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no line within 20 s");
        }
        return line;
    }
}

package io.kanshi.job.cloudwatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays out lines as PutLogEvents takes them: one stream a request, ascending time, at most 24 hours, 10,000 events and 1,048,576 bytes.
 * Lines of one stream with the same time stay in the order in which they came.
 */
final class StreamBatches {

    private StreamBatches() {}

    static List<List<LogLine>> of(List<LogLine> lines) {
        Map<String, List<LogLine>> byStream = new LinkedHashMap<>();
        lines.forEach(line -> byStream.computeIfAbsent(line.stream(), unused -> new ArrayList<>())
                .add(line));
        List<List<LogLine>> batches = new ArrayList<>();
        for (List<LogLine> stream : byStream.values()) {
            stream.sort(Comparator.comparingLong(LogLine::timeMillis));
            cut(stream, batches);
        }
        return batches;
    }

    private static void cut(List<LogLine> stream, List<List<LogLine>> batches) {
        int start = 0;
        long bytes = 0;
        for (int i = 0; i < stream.size(); i++) {
            long more = LogLineForm.bytes(stream.get(i));
            boolean full = i - start >= CloudWatchLogsLimits.EVENTS_PER_REQUEST
                    || bytes + more > CloudWatchLogsLimits.BYTES_PER_REQUEST
                    || stream.get(i).timeMillis() - stream.get(start).timeMillis()
                            > CloudWatchLogsLimits.MILLIS_PER_REQUEST;
            if (full && i > start) {
                batches.add(List.copyOf(stream.subList(start, i)));
                start = i;
                bytes = 0;
            }
            bytes += more;
        }
        batches.add(List.copyOf(stream.subList(start, stream.size())));
    }
}

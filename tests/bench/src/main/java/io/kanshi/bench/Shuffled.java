package io.kanshi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.IOMetrics;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/**
 * What went from task to task in a round, by who received it. Where records go on to the same subtask ("forward") they stay within a
 * slot; the rest is shuffled, and would cross a network between machines but for the share that stays at home by chance.
 */
record Shuffled(List<Way> ways) {

    private static final String FORWARD = "FORWARD";
    private static final String FILE = "shuffled.tsv";
    private static final int LONGEST_NAME = 40;

    /** @param ships how records are dealt out, of all its inputs */
    record Way(String receiver, String ships, long bytes, long records) {

        /** An input that is broadcast beside one that is forwarded does not make the forwarded bytes cross anything. */
        boolean crosses() {
            return !ships.contains(FORWARD);
        }
    }

    static Shuffled of(JobGraph graph, AccessExecutionGraph ended) {
        List<Way> ways = new ArrayList<>();
        for (JobVertex vertex : graph.getVertices()) {
            AccessExecutionJobVertex ran = ended.getJobVertex(vertex.getID());
            if (!vertex.isInputVertex() && ran != null) {
                ways.add(way(vertex, ran));
            }
        }
        return new Shuffled(ways);
    }

    private static Way way(JobVertex vertex, AccessExecutionJobVertex ran) {
        String ships = vertex.getInputs().stream()
                .map(JobEdge::getShipStrategyName)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
        long bytes = 0;
        long records = 0;
        for (AccessExecutionVertex subtask : ran.getTaskVertices()) {
            IOMetrics metrics = subtask.getCurrentExecutionAttempt().getIOMetrics();
            bytes += metrics.getNumBytesIn();
            records += metrics.getNumRecordsIn();
        }
        String name = vertex.getName().replaceFirst(" -> .*", "");
        return new Way(name.substring(0, Math.min(LONGEST_NAME, name.length())), ships, bytes, records);
    }

    void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(FILE),
                ways.stream()
                        .map(way -> String.join(
                                "\t", way.receiver, way.ships, Long.toString(way.bytes), Long.toString(way.records)))
                        .toList());
    }

    static Shuffled read(Path folder) throws IOException {
        return new Shuffled(Files.readAllLines(folder.resolve(FILE)).stream()
                .map(line -> line.split("\t", 4))
                .map(cells -> new Way(cells[0], cells[1], Long.parseLong(cells[2]), Long.parseLong(cells[3])))
                .toList());
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    double bytesPerEvent(long events) {
        return (double) ways.stream().filter(Way::crosses).mapToLong(Way::bytes).sum() / events;
    }

    String table(long events) {
        StringBuilder table = new StringBuilder();
        table.append("%-40s %-22s %14s %14s %12s%n"
                .formatted("received by", "dealt out", "records", "bytes", "bytes/event"));
        for (Way way : ways) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-40s %-22s %,14d %,14d %12.3f%n",
                    way.receiver,
                    way.ships,
                    way.records,
                    way.bytes,
                    (double) way.bytes / events));
        }
        return table.toString();
    }
}

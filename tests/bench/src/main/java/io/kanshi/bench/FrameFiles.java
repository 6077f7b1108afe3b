package io.kanshi.bench;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes of a capture the records that sidecars would have sent: one sidecar a task, a thousand events a frame, each frame arriving with
 * its last event. Every task has a file; its frames go round four lanes, so that they can be put into as many shards.
 */
final class FrameFiles implements AutoCloseable {

    static final int EVENTS_PER_FRAME = 1_000;

    /** Of a task: frame {@code n} of its file is in lane {@code n % LANES}. */
    static final int LANES = 4;

    private static final String TASK = "\"ecs_task_arn\":\"";
    private static final String CLUSTER = "\"ecs_cluster\":\"";
    private static final String DEFINITION = "\"ecs_task_definition\":\"";

    private final Path folder;
    private final Map<String, Task> tasks = new HashMap<>();

    private FrameFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the files of a capture whose lines are in order of time; how many there are. */
    static int cut(Path capture, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (FrameFiles files = new FrameFiles(folder);
                BufferedReader lines = Files.newBufferedReader(capture)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                files.add(line);
            }
            return files.tasks.size();
        }
    }

    /** The files of a folder. */
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            int count = (int) files.count();
            return IntStream.range(0, count)
                    .mapToObj(number -> file(folder, number))
                    .toList();
        }
    }

    static Path file(Path folder, int number) {
        return folder.resolve("task-" + number + ".frames");
    }

    /** The envelope's identity goes into the header, and the time becomes what Docker's driver told the sidecar. */
    private void add(String line) throws IOException {
        String arn = value(line, TASK);
        Task task = tasks.get(arn);
        if (task == null) {
            task = new Task(file(folder, tasks.size()), tasks.size(), line);
            tasks.put(arn, task);
        }
        int date = line.indexOf(':') + 1;
        int comma = line.indexOf(',', date);
        long millis = Long.parseLong(line.substring(date, comma).replace(".", ""));
        task.add(
                millis,
                "{\"time\":\"" + Instant.ofEpochMilli(millis) + '"'
                        + line.substring(comma, line.lastIndexOf("," + CLUSTER)) + '}');
    }

    private static String value(String line, String key) {
        int start = line.lastIndexOf(key) + key.length();
        return line.substring(start, line.indexOf('"', start));
    }

    @Override
    public void close() throws IOException {
        List<Task> open = new ArrayList<>(tasks.values());
        for (Task task : open) {
            task.close();
        }
    }

    private static final class Task implements AutoCloseable {

        private final DataOutputStream out;
        private final FrameWriter frame = new FrameWriter();
        private final String boot;
        private final String identity;
        private long frames;
        private long received;
        private long latest;

        Task(Path file, int number, String identity) throws IOException {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            this.boot = new UUID(0, number).toString();
            this.identity = identity;
        }

        void add(long millis, String event) throws IOException {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            frame.add(bytes, 0, bytes.length);
            latest = millis;
            received++;
            if (frame.events() == EVENTS_PER_FRAME) {
                seal();
            }
        }

        private void seal() throws IOException {
            byte[] sealed = frame.seal(header(frame.events()));
            out.writeLong(latest);
            out.writeInt(sealed.length);
            out.write(sealed);
        }

        private FrameHeader header(int events) {
            long number = frames++;
            return FrameHeader.of(boot, (int) (number % LANES), number / LANES, events)
                    .withTotals(received, 0, 0, 0)
                    .withSender(null, value(identity, CLUSTER), value(identity, TASK), value(identity, DEFINITION));
        }

        @Override
        public void close() throws IOException {
            if (frame.events() > 0) {
                seal();
            }
            frame.close();
            out.close();
        }
    }
}

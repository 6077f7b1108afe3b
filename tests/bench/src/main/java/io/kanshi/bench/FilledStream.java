package io.kanshi.bench;

import io.kanshi.job.RawRecord;
import io.kanshi.kinesis.settings.CredentialsSource;
import io.kanshi.kinesis.settings.StreamAccess;
import io.kanshi.testkit.sidecar.Kinesalite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream in kinesalite, a process of its own, that holds the records of {@link FrameFiles} before any round begins: a shard for each lane
 * of each task, in the order of its frames. A record's partition key is the time at which it arrives in the capture, in milliseconds since
 * 1970, since the emulator's own times are those of the filling. A contestant finds the stream in a file, and reads it from its start.
 */
final class FilledStream implements AutoCloseable {

    private static final String STREAM = "frames";
    private static final String ARN = "arn:aws:kinesis:" + Kinesalite.REGION + ":000000000000:stream/" + STREAM;
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** Kinesalite takes 500 records and 7 MB of JSON at once, which is 5 MB of data; a frame here is far below the rest. */
    private static final int MOST_RECORDS = 500;

    private static final int MOST_BYTES = 4 << 20;

    private final Kinesalite kinesalite;
    private final List<Kinesalite.Entry> batch = new ArrayList<>();
    private int batchBytes;
    private int shards;
    private long records;

    /**
     * Where a contestant reads.
     *
     * @param untilMillis all records arrived before, by the emulator's clock
     */
    record Place(StreamAccess access, long untilMillis, long records) {}

    private FilledStream(Kinesalite kinesalite) {
        this.kinesalite = kinesalite;
    }

    /** Starts it, or fails with what is missing on this machine, fills it, and writes its address. */
    static FilledStream of(Path frames, Path address) throws IOException, InterruptedException {
        FilledStream stream = new FilledStream(Kinesalite.start());
        try {
            List<Path> files = FrameFiles.all(frames);
            stream.shards = files.size() * FrameFiles.LANES;
            stream.kinesalite.createStream(STREAM, stream.shards);
            stream.fill(files);
            // The next millisecond at the earliest.
            long untilMillis = System.currentTimeMillis() + 1;
            Files.write(
                    address,
                    List.of(
                            stream.kinesalite.endpoint().toString(),
                            Long.toString(untilMillis),
                            Long.toString(stream.records)));
            return stream;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            stream.close();
            throw failure;
        }
    }

    /** As {@link #of} wrote it. */
    static Place read(Path address) throws IOException {
        List<String> lines = Files.readAllLines(address);
        StreamAccess access =
                new StreamAccess(ARN, Kinesalite.REGION, lines.get(0), CredentialsSource.SYS_PROP, "", "", "", ANSWER);
        return new Place(access, Long.parseLong(lines.get(1)), Long.parseLong(lines.get(2)));
    }

    /** What was put, in a line. */
    String holds() {
        return "kinesalite holds %,d records in %d shards".formatted(records, shards);
    }

    private void fill(List<Path> files) throws IOException, InterruptedException {
        for (int task = 0; task < files.size(); task++) {
            try (FrameFile file = new FrameFile(files.get(task).toString())) {
                for (int number = 0; file.advance(); number++) {
                    add(file.take(), task * FrameFiles.LANES + number % FrameFiles.LANES);
                }
            }
        }
        put();
    }

    private void add(RawRecord record, int shard) throws IOException, InterruptedException {
        if (batch.size() == MOST_RECORDS || batchBytes + record.bytes.length > MOST_BYTES) {
            put();
        }
        batch.add(new Kinesalite.Entry(Long.toString(record.arrivalMillis), middle(shard), record.bytes));
        batchBytes += record.bytes.length;
    }

    /** Of what the shard takes: all take equally much. */
    private BigInteger middle(int shard) {
        return BigInteger.ONE
                .shiftLeft(127)
                .multiply(BigInteger.valueOf(2L * shard + 1))
                .divide(BigInteger.valueOf(shards));
    }

    private void put() throws IOException, InterruptedException {
        if (!batch.isEmpty()) {
            kinesalite.put(STREAM, batch);
            records += batch.size();
            batch.clear();
            batchBytes = 0;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kinesalite.close();
    }
}

package io.kanshi.bench;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.HealthCheck;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.job.archive.HourPartitions;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.wire.FrameHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The job's own decoder, health-check filter and Parquet writer in one thread, with nothing around them: no Flink, no frames, no merge
 * of files, no joining, no rules. What the replay costs more than this is the price of everything else.
 */
final class PlainLoop implements Contestant {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final long BATCH_BYTES = 256L << 20;

    @Override
    public void archive(Path capture, Path output) throws IOException {
        try (RecordDecoder decoder = new RecordDecoder(EventsSettings.defaults());
                InputStream in = Files.newInputStream(capture)) {
            Partitions partitions = new Partitions(output.resolve("logs"));
            byte[] block = new byte[BLOCK_BYTES];
            int held = 0;
            for (int read = in.read(block); read >= 0; read = in.read(block, held, block.length - held)) {
                held += read;
                int end = lastLineEnd(block, held);
                decoder.decode(block, 0, end, partitions.latestMillis, partitions);
                held -= end;
                System.arraycopy(block, end, block, 0, held);
            }
            decoder.decode(block, 0, held, partitions.latestMillis, partitions);
            partitions.finish();
        }
    }

    private static int lastLineEnd(byte[] block, int end) {
        int at = end;
        while (at > 0 && block[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** One open file an hour. */
    private static final class Partitions implements EventSink {

        private static final long HOUR_MILLIS = 3_600_000;

        private final Path folder;
        private final BulkWriter.Factory<LogEvent> factory = LogArchive.files(BATCH_BYTES);
        private final Map<Long, BulkWriter<LogEvent>> writers = new HashMap<>();
        private final Map<Long, FSDataOutputStream> files = new HashMap<>();
        private long latestMillis = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

        Partitions(Path folder) {
            this.folder = folder;
        }

        @Override
        public void event(LogEvent event) {
            if (event.healthCheck == HealthCheck.PASSING) {
                return;
            }
            try {
                long millis = event.partitionMillis();
                latestMillis = Math.max(latestMillis, millis);
                long hour = Math.floorDiv(millis, HOUR_MILLIS);
                BulkWriter<LogEvent> writer = writers.get(hour);
                if (writer == null) {
                    writer = open(hour);
                }
                writer.addElement(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private BulkWriter<LogEvent> open(long hour) throws IOException {
            Path partition = folder.resolve(HourPartitions.of(Instant.ofEpochMilli(hour * HOUR_MILLIS)));
            Files.createDirectories(partition);
            var path = new org.apache.flink.core.fs.Path(
                    partition.resolve("logs.parquet").toUri());
            FSDataOutputStream file = LocalFileSystem.getSharedInstance().create(path, WriteMode.NO_OVERWRITE);
            BulkWriter<LogEvent> writer = factory.create(file);
            files.put(hour, file);
            writers.put(hour, writer);
            return writer;
        }

        void finish() throws IOException {
            for (BulkWriter<LogEvent> writer : writers.values()) {
                writer.finish();
            }
            for (FSDataOutputStream file : files.values()) {
                file.close();
            }
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            throw new IllegalStateException("the corpus has no broken lines, but: " + letter.detail());
        }

        @Override
        public void header(FrameHeader header) {
            throw new IllegalStateException("the corpus has no frames");
        }
    }
}

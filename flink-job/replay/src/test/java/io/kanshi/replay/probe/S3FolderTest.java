package io.kanshi.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.wire.FrameHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Rows in a bucket, through an emulator that nobody here wrote: files of the archive, read by ranges. */
@Timeout(60)
final class S3FolderTest {

    private static final ProbeLine LINE =
            new ProbeLine("2a80b07b2ba846e29020dcf393aa856f", Instant.parse("2026-11-23T19:36:51.784Z"));
    private static final String PARTITION = "dt=2026-11-23/hour=19";

    @TempDir
    private Path folder = Path.of("");

    /** What the job makes of the line. */
    private Path file() throws IOException {
        Path file = folder.resolve("logs.parquet");
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream out = path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<LogEvent> writer = LogArchive.files(16 << 20).create(out);
            byte[] bytes = LINE.bytes();
            new RecordDecoder(EventsSettings.defaults())
                    .decode(bytes, 0, bytes.length, LINE.time().toEpochMilli(), new Into(writer));
            writer.finish();
        }
        return file;
    }

    private record Into(BulkWriter<LogEvent> writer) implements EventSink {

        @Override
        public void event(LogEvent event) {
            assertThat(event.identity.service()).isEqualTo(ProbeLine.SERVICE);
            assertThat(event.traceId.toString()).isEqualTo(LINE.id());
            assertThat(event.isLogLine()).as("counts in no error rate").isFalse();
            try {
                writer.addElement(event);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            throw new AssertionError("a dead letter: " + letter.detail());
        }

        @Override
        public void header(FrameHeader header) {
            throw new AssertionError("a header");
        }
    }

    @Test
    void aRowIsFoundInTheFilesThatReadersSee() throws Exception {
        System.setProperty("aws.accessKeyId", S3Emulator.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Emulator.SECRET_KEY);
        assertThat(LINE.partition()).isEqualTo(PARTITION);
        Clients clients = new Clients(S3Emulator.REGION);
        try (S3Emulator emulator = S3Emulator.start();
                S3Client client = clients.s3(emulator.endpoint())) {
            client.createBucket(request -> request.bucket("archive"));
            byte[] content = Files.readAllBytes(file());
            for (String name : new String[] {"a.parquet", ".b.parquet", "_c.parquet"}) {
                client.putObject(
                        request -> request.bucket("archive").key("kanshi/logs/" + PARTITION + "/" + name),
                        RequestBody.fromBytes(content));
            }
            try (S3Folder logs = new S3Folder(client, URI.create("s3://archive/kanshi/logs"))) {
                assertThat(logs.files("dt=2026-11-23/hour=20")).isEmpty();
                assertThat(logs.files(PARTITION)).singleElement().satisfies(file -> {
                    assertThat(file.name()).isEqualTo("s3://archive/kanshi/logs/" + PARTITION + "/a.parquet");
                    assertThat(FindTrace.in(file.content(), LINE.id())).isTrue();
                    assertThat(FindTrace.in(file.content(), LINE.id().replace('2', '3')))
                            .isFalse();
                });
            }
        }
    }
}

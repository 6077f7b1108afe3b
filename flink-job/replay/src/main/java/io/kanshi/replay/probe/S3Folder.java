package io.kanshi.replay.probe;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The table {@code logs} in a bucket, without Flink's plugin for S3. */
final class S3Folder implements ArchiveFolder {

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param logs {@code s3://bucket/prefix/logs} */
    S3Folder(S3Client client, URI logs) {
        this.client = client;
        this.bucket = logs.getAuthority();
        this.prefix = logs.getPath().replaceFirst("^/+", "");
    }

    @Override
    public List<ArchiveFile> files(String partition) throws IOException {
        String start = prefix + "/" + partition + "/";
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(start))
                    .contents()
                    .stream()
                    .filter(object -> ArchiveFile.isVisible(object.key().substring(start.length())))
                    .map(this::file)
                    .toList();
        } catch (SdkException failed) {
            throw new IOException("s3://" + bucket + "/" + start + " cannot be listed: " + failed.getMessage(), failed);
        }
    }

    private ArchiveFile file(S3Object object) {
        return new ArchiveFile(
                "s3://" + bucket + "/" + object.key(),
                object.lastModified(),
                new ObjectFile(client, bucket, object.key(), object.size()));
    }

    @Override
    public void close() {
        client.close();
    }

    private record ObjectFile(S3Client client, String bucket, String key, long size) implements InputFile {

        @Override
        public long getLength() {
            return size;
        }

        @Override
        public SeekableInputStream newStream() {
            return new RangedStream(size, this::range);
        }

        private byte[] range(long from, int length) throws IOException {
            String bytes = "bytes=" + from + "-" + (from + length - 1);
            try {
                return client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(key).range(bytes))
                        .asByteArrayUnsafe();
            } catch (SdkException failed) {
                throw new IOException("s3://" + bucket + "/" + key + " cannot be read: " + failed.getMessage(), failed);
            }
        }
    }
}

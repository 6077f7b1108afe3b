package io.kanshi.job.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file on any of Flink's file systems as Parquet's readers want it. */
public record InputPath(Path path) implements InputFile {

    @Override
    public long getLength() throws IOException {
        return fileSystem().getFileStatus(path).getLen();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Stream(fileSystem().open(path));
    }

    private FileSystem fileSystem() throws IOException {
        return path.getFileSystem();
    }

    private static final class Stream extends SeekableInputStream {

        private final FSDataInputStream in;

        Stream(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }

        @Override
        public void readFully(byte[] bytes) throws IOException {
            readFully(bytes, 0, bytes.length);
        }

        @Override
        public void readFully(byte[] bytes, int offset, int length) throws IOException {
            if (in.readNBytes(bytes, offset, length) < length) {
                throw new EOFException("the file ends before " + length + " bytes");
            }
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            byte[] bytes = new byte[buffer.remaining()];
            int count = in.read(bytes, 0, bytes.length);
            if (count > 0) {
                buffer.put(bytes, 0, count);
            }
            return count;
        }

        @Override
        public void readFully(ByteBuffer buffer) throws IOException {
            byte[] bytes = new byte[buffer.remaining()];
            readFully(bytes);
            buffer.put(bytes);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

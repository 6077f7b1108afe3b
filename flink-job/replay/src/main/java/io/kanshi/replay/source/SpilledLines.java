package io.kanshi.replay.source;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.kanshi.wire.LineJoiner.Piece;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were merged already, from a temporary file: how thousands of files that overlap are read with few of them open. The file
 * is gone when this is closed.
 */
final class SpilledLines implements LineSource {

    private static final int LEVEL = 1;
    private static final int BUFFER_BYTES = 128 << 10;
    private static final int MORE = 1;
    private static final int END = 0;

    private final Path file;
    private final DataInputStream in;
    private final ReadingRoom room;
    private Block block;
    private int used;

    private SpilledLines(Path file, ReadingRoom room) throws IOException {
        this.file = file;
        this.room = room;
        this.in = new DataInputStream(
                new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file)), BUFFER_BYTES));
        this.block = room.blocks.block(Blocks.BLOCK_BYTES);
    }

    /** Writes all lines of the source and reads them back. */
    static SpilledLines write(LineSource lines, ReadingRoom room) {
        try {
            Path file = Files.createTempFile("kanshi-replay-", ".lines.zst");
            file.toFile().deleteOnExit();
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), LEVEL), BUFFER_BYTES))) {
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    write(line, out);
                    room.blocks.done(line);
                }
                out.writeByte(END);
            }
            return new SpilledLines(file, room);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "A temporary file for merging could not be written: " + failed.getMessage(), failed);
        }
    }

    private static void write(Line line, DataOutputStream out) throws IOException {
        out.writeByte(MORE);
        out.writeLong(line.position);
        out.writeLong(line.ownTime);
        out.writeInt(line.rank);
        out.writeLong(line.number);
        out.writeBoolean(line.fromDocker);
        out.writeBoolean(line.dockerPiece);
        out.writeBoolean(line.isRecord());
        out.writeInt(line.lines());
        Piece piece = line.piece;
        out.writeBoolean(piece != null);
        if (piece != null) {
            out.writeUTF(piece.id());
            out.writeInt(piece.ordinal());
            out.writeBoolean(piece.last());
        }
        bytes(line.speaker().container.name, out);
        bytes(line.speaker().source, out);
        out.writeInt(line.hasLog() ? line.logStart - line.start : -1);
        out.writeInt(line.logEnd - line.start);
        out.writeInt(line.length());
        out.write(line.bytes(), line.start, line.length());
    }

    private static void bytes(byte[] b, DataOutputStream out) throws IOException {
        out.writeInt(b.length);
        out.write(b);
    }

    @Override
    public @Nullable Line next() {
        try {
            return in.readByte() == END ? null : read();
        } catch (EOFException ended) {
            return null;
        } catch (IOException failed) {
            throw new UncheckedIOException("The temporary file " + file + " cannot be read back.", failed);
        }
    }

    private Line read() throws IOException {
        long position = in.readLong();
        long ownTime = in.readLong();
        int rank = in.readInt();
        long number = in.readLong();
        boolean fromDocker = in.readBoolean();
        boolean dockerPiece = in.readBoolean();
        boolean isRecord = in.readBoolean();
        int lines = in.readInt();
        Piece piece = in.readBoolean() ? new Piece(in.readUTF(), in.readInt(), in.readBoolean()) : null;
        byte[] container = in.readNBytes(in.readInt());
        byte[] source = in.readNBytes(in.readInt());
        int logStart = in.readInt();
        int logEnd = in.readInt();
        Line line = lay(in.readInt());
        line.position = position;
        line.ownTime = ownTime;
        line.rank = rank;
        line.number = number;
        line.fromDocker = fromDocker;
        line.dockerPiece = dockerPiece;
        if (isRecord) {
            line.record(lines);
        }
        line.piece = piece;
        line.speaker(room.speakers.of(container, 0, container.length, source, 0, source.length));
        if (logStart >= 0) {
            line.logStart = line.start + logStart;
            line.logEnd = line.start + logEnd;
        }
        return line;
    }

    private Line lay(int length) throws IOException {
        if (used + length > block.bytes.length) {
            block.release();
            block = room.blocks.block(length);
            used = 0;
        }
        in.readFully(block.bytes, used, length);
        Line line = room.blocks.line(block, used, used + length);
        used += length;
        return line;
    }

    @Override
    public void close() {
        try {
            block.release();
            in.close();
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

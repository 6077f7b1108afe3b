package io.kanshi.kinesis.split;

import io.kanshi.kinesis.seen.Seen;
import io.kanshi.kinesis.seen.SeenBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A shard's form in checkpoints and on the way to a reader. What it reads takes the bounds of the job as it runs now. */
public final class ShardSplitSerializer implements SimpleVersionedSerializer<ShardSplit> {

    private static final int VERSION = 1;

    private final SeenBounds bounds;

    public ShardSplitSerializer(SeenBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ShardSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("a shard in a checkpoint must be of version " + VERSION + ": " + version);
        }
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    public void write(ShardSplit split, DataOutput out) throws IOException {
        out.writeUTF(split.shardId());
        out.writeInt(split.parents().size());
        for (String parent : split.parents()) {
            out.writeUTF(parent);
        }
        out.writeUTF(split.position().kind().name());
        out.writeLong(split.position().timestampMillis());
        out.writeUTF(split.position().sequenceNumber());
        out.writeLong(split.position().subSequence());
        out.writeUTF(split.phase().name());
        split.seen().write(out);
    }

    public ShardSplit read(DataInput in) throws IOException {
        String shardId = in.readUTF();
        List<String> parents = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            parents.add(in.readUTF());
        }
        Position.Kind kind = Position.Kind.valueOf(in.readUTF());
        Position position = new Position(kind, in.readLong(), in.readUTF(), in.readLong());
        Phase phase = Phase.valueOf(in.readUTF());
        return new ShardSplit(shardId, List.copyOf(parents), position, phase, Seen.read(in, bounds));
    }
}

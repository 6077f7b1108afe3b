package io.kanshi.kinesis.assignment;

import io.kanshi.kinesis.seen.SeenBounds;
import io.kanshi.kinesis.split.ShardSplitSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's form in checkpoints. It holds shards in their own form of the same version. */
public final class AssignmentStateSerializer implements SimpleVersionedSerializer<AssignmentState> {

    private static final int VERSION = 1;

    private final ShardSplitSerializer splits;

    public AssignmentStateSerializer(SeenBounds bounds) {
        this.splits = new ShardSplitSerializer(bounds);
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(AssignmentState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(state.discovered());
        out.writeInt(state.shards().size());
        for (KnownShard shard : state.shards()) {
            out.writeUTF(shard.stage().name());
            splits.write(shard.split(), out);
        }
        return bytes.toByteArray();
    }

    /** Who read a shard is not in it: after a restart the readers say so themselves. */
    @Override
    public AssignmentState deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("the enumerator in a checkpoint must be of version " + VERSION + ": " + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        boolean discovered = in.readBoolean();
        int count = in.readInt();
        List<KnownShard> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stage stage = Stage.valueOf(in.readUTF());
            shards.add(new KnownShard(stage, splits.read(in), KnownShard.NOBODY));
        }
        return new AssignmentState(discovered, List.copyOf(shards));
    }
}

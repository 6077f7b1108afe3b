package io.kanshi.kinesis.seen;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lane of one start of a sender. A boot that is a UUID, as the sidecar's are, takes 16 bytes in a checkpoint. */
record Lane(String boot, int lane) {

    private static final int UUID_CHARACTERS = 36;

    void write(DataOutput out) throws IOException {
        UUID uuid = asUuid();
        out.writeBoolean(uuid != null);
        if (uuid != null) {
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            out.writeUTF(boot);
        }
        out.writeInt(lane);
    }

    private @Nullable UUID asUuid() {
        if (boot.length() != UUID_CHARACTERS || !boot.equals(boot.toLowerCase(Locale.ROOT))) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(boot);
            return uuid.toString().equals(boot) ? uuid : null;
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    static Lane read(DataInput in) throws IOException {
        String boot = in.readBoolean() ? new UUID(in.readLong(), in.readLong()).toString() : in.readUTF();
        return new Lane(boot, in.readInt());
    }
}

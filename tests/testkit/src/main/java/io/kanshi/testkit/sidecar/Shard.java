package io.kanshi.testkit.sidecar;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One shard: gives sequence numbers, and room as far as its capacity goes. Guarded by whoever holds it. */
final class Shard {

    private final String id;
    private final @Nullable ShardCapacity capacity;
    private long sequence;
    private double bytes;
    private double records;
    private long filledMillis;

    Shard(int number, @Nullable ShardCapacity capacity) {
        this.id = String.format(Locale.ROOT, "shardId-%012d", number);
        this.capacity = capacity;
        if (capacity != null) {
            bytes = capacity.bytesPerSecond();
            records = capacity.recordsPerSecond();
            filledMillis = capacity.clock().millis();
        }
    }

    String id() {
        return id;
    }

    /** Whether there is room for a record of this size; if so, it is taken. */
    boolean takes(long size) {
        if (capacity == null) {
            return true;
        }
        refill(capacity);
        if (bytes < size || records < 1) {
            return false;
        }
        bytes -= size;
        records--;
        return true;
    }

    private void refill(ShardCapacity limit) {
        long now = limit.clock().millis();
        double seconds = Math.max(0, now - filledMillis) / 1e3;
        bytes = Math.min((double) limit.bytesPerSecond(), bytes + seconds * limit.bytesPerSecond());
        records = Math.min((double) limit.recordsPerSecond(), records + seconds * limit.recordsPerSecond());
        filledMillis = now;
    }

    /** Ascending, also as text: as long as the service's, with gaps like its own. */
    String nextSequenceNumber() {
        sequence += 3;
        return String.format(Locale.ROOT, "4959%052d", sequence);
    }
}

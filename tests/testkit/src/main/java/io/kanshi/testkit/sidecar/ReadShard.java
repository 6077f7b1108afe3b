package io.kanshi.testkit.sidecar;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One shard with its records, and what it still allows to be read this second. Guarded by the stream. */
final class ReadShard {

    static final int READS_PER_SECOND = 5;
    static final long BYTES_PER_SECOND = 2L << 20;

    /** A record and where it stands. */
    record Entry(String sequenceNumber, String partitionKey, byte[] data, long arrivalMillis) {}

    final String id;
    final List<String> parents;
    final BigInteger firstHash;
    final BigInteger lastHash;
    final List<Entry> entries = new ArrayList<>();

    @Nullable
    String lastSequenceNumber;

    private double reads = READS_PER_SECOND;
    private double bytes = BYTES_PER_SECOND;
    private long filledMillis;

    ReadShard(int number, List<String> parents, BigInteger firstHash, BigInteger lastHash, long nowMillis) {
        this.id = String.format(Locale.ROOT, "shardId-%012d", number);
        this.parents = parents;
        this.firstHash = firstHash;
        this.lastHash = lastHash;
        this.filledMillis = nowMillis;
    }

    boolean isOpen() {
        return lastSequenceNumber == null;
    }

    boolean holds(BigInteger hash) {
        return isOpen() && firstHash.compareTo(hash) <= 0 && hash.compareTo(lastHash) <= 0;
    }

    /** Whether one more read is allowed now; if so, it is taken. A large answer is allowed, and paid for afterwards. */
    boolean takesRead(long nowMillis) {
        double seconds = Math.max(0, nowMillis - filledMillis) / 1e3;
        reads = Math.min(READS_PER_SECOND, reads + seconds * READS_PER_SECOND);
        bytes = Math.min((double) BYTES_PER_SECOND, bytes + seconds * BYTES_PER_SECOND);
        filledMillis = nowMillis;
        if (reads < 1 || bytes <= 0) {
            return false;
        }
        reads--;
        return true;
    }

    void gave(long size) {
        bytes -= size;
    }
}

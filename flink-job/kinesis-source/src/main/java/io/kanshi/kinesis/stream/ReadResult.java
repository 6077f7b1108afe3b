package io.kanshi.kinesis.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one read.
 *
 * @param next the iterator behind these records; null when the shard is closed and this was its end
 * @param millisBehindLatest how far behind the tip of the shard the place behind these records is
 */
public record ReadResult(
        List<StreamRecord> records, @Nullable String next, long millisBehindLatest) {

    public long bytes() {
        long bytes = 0;
        for (StreamRecord record : records) {
            bytes += record.data().length;
        }
        return bytes;
    }
}

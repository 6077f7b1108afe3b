package io.kanshi.bench;

import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.ReadResult;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.kinesis.stream.ShardInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a {@link FilledStream} gives at most: reads all shards with the production source's client, as many at once as one slot of it does,
 * keeps to none of the service's limits, and throws the records away. Writes no archive.
 */
final class StreamCeiling implements Contestant {

    /** As {@code source.reader.threads} by default. */
    private static final int THREADS = 8;

    /** About 2 MB, as the source asks for. */
    private static final int RECORDS = 50;

    @Override
    public void archive(Path capture, Path output) throws Exception {
        FilledStream.Place place = FilledStream.read(LiveGraph.stream(capture));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SdkKinesisStream stream = SdkKinesisStream.withoutRetries(place.access())) {
            List<Future<Long>> shards = new ArrayList<>();
            for (ShardInfo shard : stream.shards()) {
                shards.add(threads.submit(() -> read(stream, shard)));
            }
            long records = 0;
            for (Future<Long> shard : shards) {
                records += shard.get();
            }
            if (records != place.records()) {
                throw new IllegalStateException(
                        "the stream gave " + records + " records of the " + place.records() + " that were put");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long read(SdkKinesisStream stream, ShardInfo shard) throws KinesisException {
        long records = 0;
        String iterator = stream.iterator(shard.id(), Position.START);
        while (iterator != null) {
            ReadResult result = stream.read(iterator, RECORDS);
            records += result.records().size();
            iterator = result.millisBehindLatest() == 0 ? null : result.next();
        }
        return records;
    }
}

package io.kanshi.job.parquet;

import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;

/** When the files of a partition that checkpoints have closed are made one. Nobody sees them before. */
public final class Compaction {

    /** Compacted files end at this size: what Athena reads best (its documentation advises 128 MB and more). */
    private static final long FILE_BYTES = 128L << 20;

    private Compaction() {}

    /**
     * Every so many checkpoints.
     *
     * @param checkpoints freshness = checkpoint interval × this
     */
    public static FileCompactStrategy every(int checkpoints) {
        return FileCompactStrategy.Builder.newBuilder()
                .enableCompactionOnCheckpoint(checkpoints)
                .setSizeThreshold(FILE_BYTES)
                .setNumCompactThreads(1)
                .build();
    }
}

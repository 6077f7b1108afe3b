package io.kanshi.bench;

import java.nio.file.Path;

/** Someone who makes a partitioned Parquet archive of a capture. Warm from its second round on. */
interface Contestant extends AutoCloseable {

    /** Reads the capture and writes {@code <output>/logs/dt=…/hour=…/*.parquet}; {@code output} does not exist yet. */
    void archive(Path capture, Path output) throws Exception;

    @Override
    default void close() throws Exception {}
}

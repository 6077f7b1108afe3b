package io.kanshi.testkit.sidecar;

/**
 * What {@link ReadFake} served.
 *
 * @param reads GetRecords that were answered
 * @param emptyReads those of them without a record
 * @param records records in them, those given twice counted twice
 * @param throttledReads GetRecords that went over a limit
 * @param largestRead the most bytes in one answer
 */
public record ReadCounts(long reads, long emptyReads, long records, long throttledReads, long largestRead) {}

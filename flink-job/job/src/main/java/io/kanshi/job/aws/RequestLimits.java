package io.kanshi.job.aws;

import java.io.Serializable;

/**
 * How much a subtask sends and holds.
 *
 * @param entries in one batch
 * @param bytes of one batch, counted as the service counts
 * @param entryBytes of one entry
 * @param inFlight batches at once
 * @param heldEntries entries that wait; when there are more, the stream waits
 * @param heldBytes bytes that wait, likewise
 * @param heldMillis how long an entry waits for others
 */
public record RequestLimits(
        int entries, long bytes, long entryBytes, int inFlight, int heldEntries, long heldBytes, long heldMillis)
        implements Serializable {}

package io.kanshi.replay.source;

/**
 * A file after its beginning was read.
 *
 * @param rank its place among the files: by first time, then by name
 * @param holdsEvents whether it holds events or plain text
 * @param firstNanos where its clock starts
 */
record RankedFile(CapturedFile file, int rank, boolean holdsEvents, long firstNanos) {}

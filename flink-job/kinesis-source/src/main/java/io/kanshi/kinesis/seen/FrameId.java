package io.kanshi.kinesis.seen;

/** Which frame a record is: two records with the same one hold the same lines. */
public record FrameId(String boot, int lane, long seq) {}

package io.kanshi.forwarder.frame;

/**
 * What has become of the lines of this start, as it was at the end of a turn.
 *
 * @param received lines that came: records of the protocol, metrics of our own, what was read back
 * @param joined lines that became part of another one
 * @param shed lines dropped for want of room
 * @param sealed events in sealed frames
 * @param held lines in no frame yet
 */
public record Totals(long received, long joined, long shed, long sealed, long held) {}

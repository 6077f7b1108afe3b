package io.kanshi.forwarder.hold;

/**
 * What went in, went out and is there, in events, as of one moment: takenOver + added = delivered + lost + held, always.
 *
 * @param takenOver in frames that earlier starts have left
 * @param added in frames of this start
 * @param delivered in frames that have arrived
 * @param lost in frames whose file could not be read back
 * @param held in frames that have not arrived yet
 * @param frames that many of them
 */
public record Stock(long takenOver, long added, long delivered, long lost, long held, int frames) {}

package io.kanshi.forwarder.hold;

/**
 * What has become of sealed frames, those of earlier starts included, as of one moment. In events, takenOver + added = delivered +
 * leftover + lost + held, always.
 *
 * @param takenOver events in frames that earlier starts have left
 * @param added events in frames of this start
 * @param held frames that are nowhere else yet
 * @param heldEvents events in them
 * @param notOnDisk of these frames, the ones that are only in memory
 * @param deliveredEvents events in frames that have arrived in Kinesis
 * @param leftover frames put where leftovers go
 * @param leftoverEvents events in them
 * @param lostEvents events in frames whose file could not be read back
 */
public record FrameTotals(
        long takenOver,
        long added,
        long held,
        long heldEvents,
        long notOnDisk,
        long deliveredEvents,
        long leftover,
        long leftoverEvents,
        long lostEvents) {}

package io.kanshi.replay.source;

import java.time.ZoneId;

/**
 * What all files of a replay share while they are read: blocks, speakers, counters. One thread.
 */
final class ReadingRoom {

    final Blocks blocks = new Blocks();
    final Speakers speakers = new Speakers();
    final Counts counts = new Counts();
    final TextTimes textTimes;

    ReadingRoom(ZoneId textZone) {
        textTimes = new TextTimes(new LocalZone(textZone));
    }
}

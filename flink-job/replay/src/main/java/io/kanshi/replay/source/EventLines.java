package io.kanshi.replay.source;

import org.jspecify.annotations.Nullable;

/** Makes lines of the events of one file: a slice of the block where that will do, else a copy with what is missing or in the way. */
final class EventLines {

    private final ReadingRoom room;
    private final FileName name;
    private final Envelopes envelopes;
    private final QuickScan quick;

    EventLines(ReadingRoom room, FileName name, Envelopes envelopes, QuickScan quick) {
        this.room = room;
        this.name = name;
        this.envelopes = envelopes;
        this.quick = quick;
    }

    Line docker(byte[] b, EventScan scan) {
        long time = scan.time();
        Keys keys = scan.keys();
        Line line = envelopes.docker(b, keys);
        line.ownTime = time;
        line.speaker(
                room.speakers.of(name.key(), 0, name.key().length, b, keys.start(Keys.STREAM), keys.end(Keys.STREAM)));
        return line;
    }

    Line event(Block block, int start, int end, EventScan scan, @Nullable Defaults defaults) {
        byte[] b = block.bytes;
        Keys keys = scan.keys();
        long time = scan.time();
        Speaker speaker = speaker(b, keys);
        boolean rewrite = defaults != null
                || keys.has(Keys.PARTIAL_MESSAGE)
                || keys.isString(Keys.LOG) && keys.end(Keys.LOG) - keys.start(Keys.LOG) > CutLines.KEPT_BYTES;
        Line line;
        if (rewrite) {
            line = envelopes.event(b, start, end, keys, defaults);
            line.piece = DockerMarks.piece(b, keys);
        } else {
            line = room.blocks.line(block, start, end);
            line.logStart = keys.start(Keys.LOG);
            line.logEnd = keys.end(Keys.LOG);
            quick.learn(b, start, end, keys);
        }
        if (!keys.isString(Keys.LOG)) {
            line.noLog();
        }
        line.ownTime = time;
        line.speaker(speaker);
        return line;
    }

    private Speaker speaker(byte[] b, Keys keys) {
        int source = keys.has(Keys.SOURCE) ? Keys.SOURCE : Keys.STREAM;
        boolean known = keys.has(source);
        int who = keys.has(Keys.CONTAINER_ID) ? Keys.CONTAINER_ID : Keys.CONTAINER_NAME;
        boolean named = keys.has(who);
        return room.speakers.of(
                named ? b : name.key(),
                named ? keys.start(who) : 0,
                named ? keys.end(who) : name.key().length,
                b,
                known ? keys.start(source) : 0,
                known ? keys.end(source) : 0);
    }
}

package io.kanshi.replay.source;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameWriter;

/** One lane: the frame that is being filled, and what must be known of it. */
final class Lane {

    private static final int BRACE = 1;

    /** Counts of more digits than this are nonsense. */
    private static final int JOINED_DIGITS = 9;

    private final int number;
    private final FrameWriter frame = new FrameWriter();
    private final Bytes joinedEvent = new Bytes(1024);
    private final EventScan scan = new EventScan();
    private long seq;
    private long bytes;
    private long openedAt;
    private long earliest = Long.MAX_VALUE;

    Lane(int number) {
        this.number = number;
    }

    /** Adds an event while the merge's clock shows {@code clock}. */
    void add(Line event, long clock, boolean inTime) {
        if (frame.events() == 0) {
            openedAt = clock;
        }
        if (inTime) {
            earliest = Math.min(earliest, event.position);
        }
        JoinedText joined = event.joined();
        if (joined == null) {
            frame.add(event.bytes(), event.start, event.length());
            bytes += event.length();
        } else {
            addJoined(event, joined);
        }
    }

    private void addJoined(Line event, JoinedText joined) {
        joinedEvent.reset();
        joinedEvent.put(event.bytes(), event.start, event.logEnd);
        joined.writeTo(joinedEvent);
        joinedEvent.put(event.bytes(), event.logEnd, event.end - BRACE);
        if (joined.lines() > 0) {
            joinedEvent.put(",\"joined\":" + (joined.lines() + joinedBefore(event)));
        }
        if (joined.incomplete()) {
            joinedEvent.put(",\"partial\":\"incomplete\"");
        }
        joinedEvent.put("}");
        frame.add(joinedEvent.array(), 0, joinedEvent.size());
        bytes += joinedEvent.size();
    }

    /** What a sidecar had joined to the event before it was captured; the later of two equal keys counts. */
    private int joinedBefore(Line event) {
        scan.scan(event.bytes(), event.start, event.end);
        Keys keys = scan.keys();
        boolean said = keys.isNumber(Keys.JOINED) && keys.length(Keys.JOINED) <= JOINED_DIGITS;
        return said
                ? Math.max(0, EventTimes.number(event.bytes(), keys.start(Keys.JOINED), keys.length(Keys.JOINED)))
                : 0;
    }

    byte[] seal(FrameHeader header) {
        earliest = Long.MAX_VALUE;
        return frame.sealPlain(header);
    }

    boolean isOpen() {
        return frame.events() > 0;
    }

    long openedAt() {
        return openedAt;
    }

    int number() {
        return number;
    }

    long nextSeq() {
        return seq++;
    }

    int events() {
        return frame.events();
    }

    int size() {
        return frame.size();
    }

    /** Bytes of all its frames so far. */
    long bytes() {
        return bytes;
    }

    /** The earliest event in the open frame that is in time. */
    long earliest() {
        return earliest;
    }

    void close() {
        frame.close();
    }
}

package io.kanshi.testkit.shop;

import io.kanshi.testkit.CapturedLine;

/**
 * A line of the capture and where it stands in its file.
 *
 * @param entry what it belongs to
 * @param head whether it is the entry's first line
 * @param position the time at which the router wrote it: later than the line's own when it was late
 */
record Told(CapturedLine line, Entry entry, boolean head, long position) {

    Told late(long nanos) {
        return new Told(line, entry, head, position + nanos);
    }

    long lateness() {
        return position - line.nanos();
    }
}

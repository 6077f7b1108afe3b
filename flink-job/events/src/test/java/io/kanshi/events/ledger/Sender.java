package io.kanshi.events.ledger;

import io.kanshi.wire.FrameHeader;
import java.util.ArrayList;
import java.util.List;

/** One start of a sender: seals frames as a sidecar does and keeps count. */
final class Sender {

    static final long START = 1_800_000_000_000L;

    private final String boot;
    private final List<Long> nextSeqs = new ArrayList<>();
    private long received;
    private long joined;
    private long shed;

    Sender(String boot) {
        this.boot = boot;
    }

    /** A frame of lane 0 with so many lines, which arrives so many seconds after the start. */
    FrameReceipt frame(int lines, long second) {
        return frame(0, lines, second);
    }

    FrameReceipt frame(int lane, int lines, long second) {
        received += lines;
        return header(lane, lines, START + second * 1000, 10_000);
    }

    FrameReceipt farewell(long second) {
        return header(0, 0, START + second * 1000, FrameHeader.LAST);
    }

    /** Lines that become part of another one. */
    void join(int lines) {
        received += lines;
        joined += lines;
    }

    void shed(int lines) {
        received += lines;
        shed += lines;
    }

    /** A frame that found no room: it has a number, and its lines are shed. */
    void refuse(int lines) {
        received += lines;
        shed += lines;
        seq(0);
    }

    private long seq(int lane) {
        while (nextSeqs.size() <= lane) {
            nextSeqs.add(0L);
        }
        return nextSeqs.set(lane, nextSeqs.get(lane) + 1);
    }

    private FrameReceipt header(int lane, int lines, long arrivalMillis, long nextWithinMillis) {
        FrameHeader header = new FrameHeader(
                FrameHeader.VERSION,
                boot,
                lane,
                seq(lane),
                lines,
                received,
                joined,
                shed,
                0,
                nextWithinMillis,
                "pay",
                "prod",
                "arn:aws:ecs:eu-west-1:123456789012:task/prod/t1",
                "pay:7");
        return FrameReceipt.of(header, arrivalMillis);
    }
}

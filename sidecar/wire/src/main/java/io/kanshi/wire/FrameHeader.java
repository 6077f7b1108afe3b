package io.kanshi.wire;

import org.jspecify.annotations.Nullable;

/**
 * The first line of a frame: who sent it, which one it is, and running totals since the sender's start, so that
 * {@code received = Σ events + joined + shed + held} can be checked by any reader.
 *
 * @param version major version of the frame; 1
 * @param boot UUID of this start of the sender
 * @param lane partition within the boot; a frame keeps its lane for ever
 * @param seq number of the frame in its lane, from 0
 * @param events lines that follow in this frame
 * @param received lines received so far, all lanes
 * @param joined lines that became part of another one so far
 * @param shed lines dropped for want of room so far
 * @param held lines received but not yet in a frame
 * @param nextWithinMillis how soon the sender promises its next frame, at the latest: who hears nothing for much longer knows that it is
 *     not merely quiet. {@link #LAST} when it ends and nothing more is to come, {@link #NO_PROMISE} when it says nothing about it
 */
public record FrameHeader(
        int version,
        String boot,
        int lane,
        long seq,
        int events,
        long received,
        long joined,
        long shed,
        long held,
        long nextWithinMillis,
        @Nullable String service,
        @Nullable String cluster,
        @Nullable String taskArn,
        @Nullable String taskDefinition) {

    /** The version that this program writes and reads. */
    public static final int VERSION = 1;

    /** The sender ends: a farewell. */
    public static final long LAST = 0;

    /** The key is absent, as with senders other than the sidecar. */
    public static final long NO_PROMISE = -1;

    /** Of a frame with so many lines, whose sender says nothing of itself, has totals of 0 and promises nothing. */
    public static FrameHeader of(String boot, int lane, long seq, int events) {
        return new FrameHeader(VERSION, boot, lane, seq, events, 0, 0, 0, 0, NO_PROMISE, null, null, null, null);
    }

    /** With the running totals of its sender. */
    public FrameHeader withTotals(long received, long joined, long shed, long held) {
        return new FrameHeader(
                version,
                boot,
                lane,
                seq,
                events,
                received,
                joined,
                shed,
                held,
                nextWithinMillis,
                service,
                cluster,
                taskArn,
                taskDefinition);
    }

    /** With who sends it; null where that is not known. */
    public FrameHeader withSender(
            @Nullable String service,
            @Nullable String cluster,
            @Nullable String taskArn,
            @Nullable String taskDefinition) {
        return new FrameHeader(
                version,
                boot,
                lane,
                seq,
                events,
                received,
                joined,
                shed,
                held,
                nextWithinMillis,
                service,
                cluster,
                taskArn,
                taskDefinition);
    }
}

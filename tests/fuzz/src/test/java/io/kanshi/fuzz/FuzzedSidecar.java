package io.kanshi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.forward.ForwardLimits;
import io.kanshi.forwarder.forward.OfferedBytes;
import io.kanshi.forwarder.forward.Refusal;
import io.kanshi.forwarder.frame.Intake;
import io.kanshi.forwarder.frame.TaskIdentity;
import io.kanshi.forwarder.frame.Totals;
import io.kanshi.forwarder.hold.Frame;
import io.kanshi.forwarder.hold.Holding;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.ParsedHeader;
import io.kanshi.wire.Unpacker;
import io.kanshi.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The sidecar from a client's bytes to sealed frames, all in one thread, with small limits; and everything that must hold of what comes
 * out: frames that fit a record, lines that are JSON, totals that add up.
 */
final class FuzzedSidecar implements AutoCloseable {

    private static final int LINE_BYTES = 4096;
    private static final int FRAME_BYTES = 64 << 10;
    private static final int MESSAGE_BYTES = 64 << 10;
    private static final int UNPACKED_BYTES = 128 << 10;

    /**
     * The longest line there can be: the log and its original in base64, and 64 KiB of other fields; JSON makes six bytes of one at most, and
     * twelve where it is quoted once more.
     */
    private static final int EVENT_BYTES = 14 * LINE_BYTES + 12 * (64 << 10);

    private final HandClock clock = new HandClock();
    private final Holding holding = new Holding(null, false, 64 << 20, 0);
    private final Intake intake;
    private final OfferedBytes client;
    private final Unpacker unpacker = new Unpacker();
    private long events;

    FuzzedSidecar() {
        intake = new Intake(
                new Intake.Shape(LINE_BYTES, FRAME_BYTES, 1000, 60_000, 4, true),
                UUID.randomUUID(),
                1,
                () -> TaskIdentity.UNKNOWN,
                holding,
                null,
                clock);
        client = new OfferedBytes(new ForwardLimits(MESSAGE_BYTES, UNPACKED_BYTES, 1), intake);
    }

    /** A connection sends this and closes; then everything is sealed and looked at. */
    void take(ForwardInput input) throws Exception {
        byte[] bytes = input.bytes();
        boolean open = true;
        for (int from = 0; from < bytes.length && open; from += input.pieceBytes()) {
            open = client.read(bytes, from, Math.min(bytes.length, from + input.pieceBytes()));
            turn(input);
        }
        if (open) {
            client.hangUp();
        }
        intake.finish();
        intake.turnEnded();
        check();
    }

    private void turn(ForwardInput input) throws IOException {
        if (input.timePasses()) {
            clock.turn(Duration.ofMillis(300));
        }
        intake.tick();
        intake.turnEnded();
    }

    private void check() throws InterruptedException {
        List<Frame> frames = holding.first(Integer.MAX_VALUE, Long.MAX_VALUE, 0);
        FrameHeader last = null;
        for (Frame frame : frames) {
            last = read(frame);
            assertThat(last.events())
                    .as("events of the header")
                    .isEqualTo(frame.id().events());
        }
        try {
            holding.delivered(frames.stream().map(Frame::id).toList());
        } catch (IOException impossible) {
            throw new AssertionError("there is no disk", impossible);
        }
        Totals totals = intake.totals();
        assertThat(totals.held()).as("held after the end").isZero();
        assertThat(totals.received()).as("received").isEqualTo(events + totals.joined() + totals.shed());
        if (last != null) {
            assertThat(last.received())
                    .as("received by the last header")
                    .isEqualTo(events + last.joined() + last.shed() + last.held());
        }
    }

    private FrameHeader read(Frame frame) {
        byte[] bytes = frame.bytes();
        assertThat(bytes.length).as("bytes of a frame").isLessThanOrEqualTo(WireLimits.FRAME_BYTES);
        assertThat(unpacker.unpack(bytes, 0, bytes.length)).isEqualTo(Unpacker.Outcome.UNPACKED);
        byte[] lines = unpacker.bytes();
        FrameHeader header = null;
        int start = unpacker.start();
        for (int i = start; i < unpacker.end(); i++) {
            if (lines[i] != '\n') {
                continue;
            }
            if (header == null) {
                header = header(lines, start, i);
            } else {
                line(lines, start, i);
            }
            start = i + 1;
        }
        assertThat(start).as("the last line ends").isEqualTo(unpacker.end());
        if (header == null) {
            throw new AssertionError("a frame without a header");
        }
        return header;
    }

    private static FrameHeader header(byte[] lines, int from, int to) {
        if (FrameHeaderJson.read(lines, from, to) instanceof ParsedHeader.Valid valid) {
            return valid.header();
        }
        throw new AssertionError("no header: " + new String(lines, from, to - from, StandardCharsets.UTF_8));
    }

    private void line(byte[] lines, int from, int to) {
        events++;
        if (to - from > EVENT_BYTES || !StrictJson.isObject(lines, from, to)) {
            throw new AssertionError(
                    "no JSON, or too long: " + new String(lines, from, to - from, StandardCharsets.UTF_8));
        }
    }

    long events() {
        return events;
    }

    long refused(Refusal refusal) {
        return intake.count(refusal);
    }

    @Override
    public void close() {
        client.close();
        intake.close();
        unpacker.close();
    }
}

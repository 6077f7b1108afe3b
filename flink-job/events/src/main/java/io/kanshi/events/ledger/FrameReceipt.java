package io.kanshi.events.ledger;

import io.kanshi.events.Identity;
import io.kanshi.wire.FrameHeader;
import org.jspecify.annotations.Nullable;

/**
 * That a frame has come: its header and its arrival, all that the ledger gets to see. One a frame crosses the network, 150 to 250 bytes.
 * Public and flat for Flink's POJO serializer.
 */
public class FrameReceipt {

    /** UUIDs have 36; what others write is cut, for it is a key of state. */
    private static final int MAX_BOOT = 128;

    private static final int MAX_NAME = 512;

    public String boot = "";
    public int lane;
    public long seq;
    public int events;
    public long received;
    public long joined;
    public long shed;
    public long held;
    public long nextWithinMillis = FrameHeader.NO_PROMISE;

    /** When the record arrived, milliseconds since 1970. */
    public long arrivalMillis;

    public String service = "";
    public @Nullable String cluster;
    public @Nullable String taskId;
    public @Nullable String taskDefinition;

    public static FrameReceipt of(FrameHeader header, long arrivalMillis) {
        FrameReceipt receipt = new FrameReceipt();
        receipt.boot = cut(header.boot(), MAX_BOOT);
        receipt.lane = header.lane();
        receipt.seq = header.seq();
        receipt.events = header.events();
        receipt.received = header.received();
        receipt.joined = header.joined();
        receipt.shed = header.shed();
        receipt.held = header.held();
        receipt.nextWithinMillis = header.nextWithinMillis();
        receipt.arrivalMillis = arrivalMillis;
        Identity identity = Identity.of(header);
        receipt.service = cut(identity.service(), MAX_NAME);
        receipt.cluster = cutOrNull(identity.cluster());
        receipt.taskId = cutOrNull(identity.taskId());
        receipt.taskDefinition = cutOrNull(identity.taskDefinition());
        return receipt;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static @Nullable String cutOrNull(@Nullable String text) {
        return text == null ? null : cut(text, MAX_NAME);
    }

    /** Lines in frames up to this one, all lanes together: where the frame stands in the order of its start. */
    long framed() {
        return received - joined - shed - held;
    }

    boolean isFarewell() {
        return nextWithinMillis == FrameHeader.LAST;
    }
}

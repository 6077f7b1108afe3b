package io.kanshi.events.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a ledger: about 250 bytes where nothing is missing. Earlier forms are read too, for a job goes on from what the
 * version before it has stored.
 */
final class LedgerForm {

    /** Without the lines in frames: {@link Account#readFormOne}. */
    private static final byte FORM_ONE = 1;

    private static final byte FORM = 2;

    private LedgerForm() {}

    static void write(DataOutput out, Ledger ledger) throws IOException {
        out.writeByte(FORM);
        writeSender(out, ledger.sender);
        out.writeBoolean(ledger.met);
        out.writeBoolean(ledger.knownFromStart);
        ledger.silence.write(out);
        ledger.account.write(out);
        out.writeLong(ledger.othersFrom);
        out.writeLong(ledger.shed);
        out.writeLong(ledger.shedBeforeMet);
        out.writeLong(ledger.endedMillis);
        out.writeLong(ledger.wakeMillis);
        out.writeLong(ledger.forgotten);
        out.writeInt(ledger.lanes.size());
        for (Map.Entry<Integer, LaneHoles> lane : ledger.lanes.entrySet()) {
            out.writeInt(lane.getKey());
            lane.getValue().write(out);
        }
    }

    static Ledger read(DataInput in) throws IOException {
        byte form = in.readByte();
        if (form != FORM && form != FORM_ONE) {
            throw new IOException(
                    "A ledger in form " + form + "; this version reads forms " + FORM_ONE + " and " + FORM);
        }
        Ledger ledger = new Ledger();
        ledger.sender = readSender(in);
        ledger.met = in.readBoolean();
        ledger.knownFromStart = in.readBoolean();
        ledger.silence = Silence.read(in);
        ledger.account = form == FORM_ONE ? Account.readFormOne(in) : Account.read(in);
        ledger.othersFrom = in.readLong();
        ledger.shed = in.readLong();
        ledger.shedBeforeMet = in.readLong();
        ledger.endedMillis = in.readLong();
        ledger.wakeMillis = in.readLong();
        ledger.forgotten = in.readLong();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            ledger.lanes.put(in.readInt(), LaneHoles.read(in));
        }
        return ledger;
    }

    private static void writeSender(DataOutput out, FrameReceipt sender) throws IOException {
        out.writeUTF(sender.boot);
        out.writeUTF(sender.service);
        writeText(out, sender.cluster);
        writeText(out, sender.taskId);
        writeText(out, sender.taskDefinition);
    }

    private static FrameReceipt readSender(DataInput in) throws IOException {
        FrameReceipt sender = new FrameReceipt();
        sender.boot = in.readUTF();
        sender.service = in.readUTF();
        sender.cluster = readText(in);
        sender.taskId = readText(in);
        sender.taskDefinition = readText(in);
        return sender;
    }

    private static void writeText(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}

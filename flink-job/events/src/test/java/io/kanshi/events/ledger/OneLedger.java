package io.kanshi.events.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The ledger of one start, its sender, and what it has told: for tests. */
abstract class OneLedger {

    final Sender sender = new Sender("b");
    final Ledger ledger = new Ledger();
    final List<LogGap> gaps = new ArrayList<>();

    void come(FrameReceipt... frames) {
        for (FrameReceipt frame : frames) {
            ledger.frame(frame, gaps::add);
        }
    }

    /** Time passes as with timers: every moment at which there is something to say. */
    void time(long second) {
        long to = Sender.START + second * 1000;
        for (long next = ledger.nextMillis(); next <= to && !ledger.isOver(next); next = ledger.nextMillis()) {
            ledger.time(next, gaps::add);
        }
        ledger.time(to, gaps::add);
    }

    List<String> told() {
        return gaps.stream().map(OneLedger::text).toList();
    }

    static String text(LogGap gap) {
        String frames = gap.firstSeq() == null ? "" : " " + gap.firstSeq() + ".." + gap.lastSeq();
        return gap.kind().text() + frames + " " + gap.lines() + " @" + (gap.timeMillis() - Sender.START) / 1000;
    }

    static byte[] bytes(Ledger ledger) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ledger.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static Ledger copy(Ledger ledger) throws Exception {
        return Ledger.read(new DataInputStream(new ByteArrayInputStream(bytes(ledger))));
    }
}

package io.kanshi.forwarder.frame;

/** The running totals of this start: received = sealed events + joined + shed + held, always. For the reading thread only. */
final class Counts {

    long received;
    long joined;
    long shed;
    long sealed;
    private long toldShed;

    private volatile Totals published = new Totals(0, 0, 0, 0, 0);

    /** Lines in no frame yet. */
    long held() {
        return received - joined - shed - sealed;
    }

    /** A frame is held whose header said that so many were shed. */
    void told(long shed) {
        toldShed = shed;
    }

    /** Lines shed that no header has told of: they must survive the program, or they would be lost silently. */
    long untoldShed() {
        return shed - toldShed;
    }

    /** Shows the totals to other threads. */
    void publish() {
        published = new Totals(received, joined, shed, sealed, held());
    }

    Totals published() {
        return published;
    }
}

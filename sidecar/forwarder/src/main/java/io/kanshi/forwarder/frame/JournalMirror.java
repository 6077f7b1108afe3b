package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.hold.Journal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal equal to the arrivals, and knows whether it is. A disk that fails stops nothing: then acks wait until frames are on
 * disk or have arrived, and it is told once. Without a journal there is nothing to keep. For the reading thread only.
 */
final class JournalMirror {

    private static final Logger LOG = LoggerFactory.getLogger(JournalMirror.class);

    private final @Nullable Journal journal;
    private int mirrored;
    private boolean whole = true;

    JournalMirror(@Nullable Journal journal) {
        this.journal = journal;
    }

    /** The arrivals are the first of this start, with all that an earlier one left: its journal is not needed any more. */
    void begin(LineBuffer arrivals, long group, long shed) throws IOException {
        Journal file = journal;
        if (file != null) {
            file.startOver(arrivals.bytes(), arrivals.end(), group, shed);
            file.forget();
        }
        mirrored = arrivals.end();
    }

    /** Mirrors what has come since the last time, and how many lines were shed that no frame tells of. */
    void append(LineBuffer arrivals, long shed) {
        Journal file = journal;
        int end = arrivals.end();
        if (file != null && (end > mirrored || shed > 0)) {
            try {
                file.append(arrivals.bytes(), mirrored, end, shed);
            } catch (IOException broken) {
                broke(broken);
            }
        }
        mirrored = end;
    }

    /** All frames of the group before are held; the arrivals are what is in none of them. */
    void startOver(LineBuffer arrivals, long group, long shed) {
        Journal file = journal;
        try {
            if (file != null) {
                file.startOver(arrivals.bytes(), arrivals.end(), group, shed);
                whole = true;
            }
        } catch (IOException broken) {
            broke(broken);
        }
        mirrored = arrivals.end();
    }

    private void broke(IOException broken) {
        if (whole) {
            LOG.warn("the journal in spill.folder cannot be written, acks wait for frames: " + broken);
        }
        whole = false;
    }

    /** Whether every line that has come survives the program. */
    boolean isWhole() {
        return whole;
    }
}

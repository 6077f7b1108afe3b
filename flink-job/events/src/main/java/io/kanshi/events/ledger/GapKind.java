package io.kanshi.events.ledger;

import java.util.Locale;

/** What a row of the table {@code log_gaps} tells. */
public enum GapKind {
    /** Frames whose numbers were skipped, and which have not come since. */
    MISSING,
    /** A frame that came after all, later than it was told to be missing. */
    FILLED,
    /** Lines that the sender dropped for want of room. */
    SHED,
    /** A sender that has promised to speak, did not, and has not said farewell. */
    SILENT,
    /** It speaks again. */
    BACK,
    /** A sender's clean end, with the lines that have not come and that no other row tells of. */
    ENDED;

    /** The name in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

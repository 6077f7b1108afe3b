package io.kanshi.replay.source;

import java.util.ArrayList;
import java.util.List;

/** What happened to lines that no stage after reading can tell. */
final class Counts {

    /** Bytes of the files, as they lie on disk, read so far. */
    long bytes;

    /** Blank lines of plain text: part of the event before. */
    long blank;

    /** Lines before {@code --from} or at and after {@code --to}. */
    long skipped;

    /** Lines behind the merge by more than the lateness. */
    long late;

    /** Lines that came out of order within the lateness because there was no room to wait for them. */
    long crowded;

    /** Lines whose own time was not believed. */
    long implausible;

    /** One sentence a file that could not be read to its end. */
    final List<String> damages = new ArrayList<>();
}

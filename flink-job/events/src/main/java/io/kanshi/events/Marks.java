package io.kanshi.events;

import io.kanshi.wire.Utf8;

/** What kanshi itself has to say about a line, as attributes that no application can write. */
final class Marks {

    /** How many marks one event can bear. */
    static final int MOST = 8;

    static final Utf8 PARTIAL = Utf8.of("kanshi.partial");
    static final Utf8 TRUNCATED_BYTES = Utf8.of("kanshi.truncated_bytes");
    static final Utf8 JOINED = Utf8.of("kanshi.joined");
    static final Utf8 TIME_IMPLAUSIBLE = Utf8.of("kanshi.time_implausible");
    static final Utf8 TIME_UNREADABLE = Utf8.of("kanshi.time_unreadable");
    static final Utf8 ATTRIBUTES_CUT = Utf8.of("kanshi.attributes_cut");

    static final Utf8 AHEAD = Utf8.of("ahead");
    static final Utf8 BEHIND = Utf8.of("behind");

    private Marks() {}
}

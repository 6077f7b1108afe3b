package io.kanshi.job;

import io.kanshi.rules.Pane;

/**
 * The name of a series within its shard: the selection, then each value of the key behind its length, so that no text of a log line can
 * pass for another key.
 */
final class SeriesId {

    /** The selection is a hash and has none. */
    private static final char SEPARATOR = ' ';

    private SeriesId() {}

    static String of(Pane pane) {
        StringBuilder id = new StringBuilder(pane.selection);
        for (String value : pane.key) {
            id.append(SEPARATOR).append(value.length()).append(SEPARATOR).append(value);
        }
        return id.toString();
    }

    /** A rule over everything has a key without values. */
    static String selection(String id) {
        int end = id.indexOf(SEPARATOR);
        return end < 0 ? id : id.substring(0, end);
    }
}

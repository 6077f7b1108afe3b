package io.kanshi.replay.source;

import io.kanshi.wire.LineJoiner.Piece;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Docker's fluentd driver says of a line that it has cut: {@code partial_message}, {@code partial_id}, ordinal and last. */
final class DockerMarks {

    /** Ordinals of more digits than this are nonsense. */
    private static final int ORDINAL_DIGITS = 9;

    private DockerMarks() {}

    /** Null for a whole line, and for marks that say too little. */
    static @Nullable Piece piece(byte[] b, Keys keys) {
        if (!keys.has(Keys.PARTIAL_MESSAGE) || !keys.has(Keys.PARTIAL_ID) || !keys.has(Keys.PARTIAL_ORDINAL)) {
            return null;
        }
        int digits = keys.length(Keys.PARTIAL_ORDINAL);
        int ordinal = digits > ORDINAL_DIGITS ? -1 : EventTimes.number(b, keys.start(Keys.PARTIAL_ORDINAL), digits);
        boolean last =
                keys.has(Keys.PARTIAL_LAST) && text(b, keys, Keys.PARTIAL_LAST).equals("true");
        return ordinal < 1 ? null : new Piece(text(b, keys, Keys.PARTIAL_ID), ordinal, last);
    }

    private static String text(byte[] b, Keys keys, int key) {
        return new String(b, keys.start(key), keys.length(key), StandardCharsets.UTF_8);
    }
}

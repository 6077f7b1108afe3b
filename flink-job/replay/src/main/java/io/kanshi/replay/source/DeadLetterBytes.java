package io.kanshi.replay.source;

import io.kanshi.wire.Unpacker;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The record in a row of the table of dead letters, unpacked, so that a later version can try it again. */
final class DeadLetterBytes {

    private DeadLetterBytes() {}

    /** Null when the bytes cannot be had: then the row is all there is. */
    static byte @Nullable [] of(byte[] row, Keys keys) {
        byte[] record;
        try {
            byte[] text = Arrays.copyOfRange(row, keys.start(Keys.DEAD_LETTER), keys.end(Keys.DEAD_LETTER));
            record = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        try (Unpacker unpacker = new Unpacker()) {
            return unpacker.unpack(record, 0, record.length) == Unpacker.Outcome.UNPACKED
                    ? Arrays.copyOfRange(unpacker.bytes(), unpacker.start(), unpacker.end())
                    : null;
        }
    }
}

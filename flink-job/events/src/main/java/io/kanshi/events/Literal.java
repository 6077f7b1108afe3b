package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A text to look for in many messages: hunts for its rarest byte, eight at a time, and compares only where that stands. */
final class Literal {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** From frequent to rare in log text; what is not listed is rarer still. */
    private static final String FREQUENT = " eatoinsrldcu0m1p2.h/-g=35b46:fy9v8w7[]_k,";

    private final byte[] bytes;
    private final int rareIndex;
    private final long rare;

    Literal(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.rareIndex = rarest(bytes);
        this.rare = (bytes[rareIndex] & 0xffL) * ONES;
    }

    private static int rarest(byte[] bytes) {
        int best = 0;
        int bestRank = -1;
        for (int i = 0; i < bytes.length; i++) {
            int rank = FREQUENT.indexOf(bytes[i]);
            rank = rank < 0 ? FREQUENT.length() : rank;
            if (rank > bestRank) {
                bestRank = rank;
                best = i;
            }
        }
        return best;
    }

    /** Whether the text holds the literal. */
    boolean isIn(Utf8 text) {
        return indexIn(text.bytes(), text.offset(), text.end()) >= 0;
    }

    /** The offset of the first occurrence, or −1. */
    int indexIn(byte[] b, int from, int end) {
        int last = end - bytes.length;
        if (last < from) {
            return -1;
        }
        int i = from + rareIndex;
        int stop = last + rareIndex;
        for (; i + 8 <= end && i <= stop; i += 8) {
            long other = (long) LONGS.get(b, i) ^ rare;
            long hits = (other - ONES) & ~other & HIGHS;
            while (hits != 0) {
                int at = i + (Long.numberOfTrailingZeros(hits) >>> 3) - rareIndex;
                if (at <= last && Bytes.equal(b, at, at + bytes.length, bytes)) {
                    return at;
                }
                hits &= hits - 1;
            }
        }
        for (; i <= stop; i++) {
            int at = i - rareIndex;
            if (Bytes.equal(b, at, at + bytes.length, bytes)) {
                return at;
            }
        }
        return -1;
    }
}

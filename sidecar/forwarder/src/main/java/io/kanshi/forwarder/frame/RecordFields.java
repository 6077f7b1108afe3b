package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the fields of a record lie in its bytes: those that Docker's driver sends by name, all others in their order. Reused for every
 * record; for one thread.
 */
final class RecordFields {

    static final int CONTAINER_ID = 0;
    static final int CONTAINER_NAME = 1;
    static final int SOURCE = 2;
    static final int LOG = 3;
    static final int PARTIAL_ID = 4;
    static final int PARTIAL_ORDINAL = 5;
    static final int PARTIAL_LAST = 6;
    private static final int PARTIAL_MESSAGE = 7;

    /** More fields than this are left out, and counted: no container has as many labels. */
    static final int MAX_OTHERS = 512;

    private static final int ABSENT = -1;
    private static final byte[][] NAMES = {
        ascii("container_id"),
        ascii("container_name"),
        ascii("source"),
        ascii("log"),
        ascii("partial_id"),
        ascii("partial_ordinal"),
        ascii("partial_last"),
        ascii("partial_message")
    };

    private final int[] starts = new int[NAMES.length];
    private final int[] ends = new int[NAMES.length];
    private final int[] others = new int[MAX_OTHERS];
    private int otherCount;
    private int leftOut;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the map at the cursor. */
    void read(Cursor record) {
        Arrays.fill(starts, ABSENT);
        otherCount = 0;
        leftOut = 0;
        for (int pairs = record.map(); pairs > 0; pairs--) {
            int pair = record.at();
            int name = ABSENT;
            if (record.isText()) {
                record.text();
                name = name(record.bytes(), record.start(), record.end());
            } else {
                record.skip();
            }
            if (name != ABSENT && record.isText()) {
                record.text();
                starts[name] = record.start();
                ends[name] = record.end();
            } else {
                record.skip();
                other(pair);
            }
        }
    }

    private void other(int pair) {
        if (otherCount < MAX_OTHERS) {
            others[otherCount++] = pair;
        } else {
            leftOut++;
        }
    }

    private static int name(byte[] b, int start, int end) {
        int length = end - start;
        for (int name = 0; name < NAMES.length; name++) {
            if (NAMES[name].length == length && Arrays.equals(NAMES[name], 0, length, b, start, end)) {
                return name;
            }
        }
        return ABSENT;
    }

    boolean has(int field) {
        return starts[field] != ABSENT;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** Docker marks all pieces of a line with {@code partial_message}. */
    boolean isPiece() {
        return has(PARTIAL_MESSAGE) && has(PARTIAL_ID) && has(PARTIAL_ORDINAL);
    }

    /** How many other fields there are; {@link #other(int)} says where each pair lies. */
    int others() {
        return otherCount;
    }

    int otherAt(int index) {
        return others[index];
    }

    int leftOut() {
        return leftOut;
    }
}

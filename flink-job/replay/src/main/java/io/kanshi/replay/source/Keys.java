package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of an event that replay must understand, and where their values lie in the event at hand. The last of equal keys counts. */
final class Keys {

    static final int OTHER = -1;

    /* The times, in the order in which the job's decoder prefers them. */
    static final int TIME = 0;
    static final int DATE = 1;
    static final int AT_TIMESTAMP = 2;
    static final int TIMESTAMP = 3;

    static final int TS = 4;
    static final int LOG = 5;
    static final int SOURCE = 6;
    static final int STREAM = 7;
    static final int CONTAINER_ID = 8;
    static final int CONTAINER_NAME = 9;

    /* What the header of a frame says for all its events. */
    static final int SERVICE = 10;
    static final int CLUSTER = 11;
    static final int TASK_ARN = 12;
    static final int TASK_DEFINITION = 13;

    /* Docker's marks of a line cut at 16 KiB. */
    static final int PARTIAL_MESSAGE = 14;
    static final int PARTIAL_ID = 15;
    static final int PARTIAL_ORDINAL = 16;
    static final int PARTIAL_LAST = 17;

    static final int KANSHI = 18;

    /* The labels that Docker's json-file driver adds. */
    static final int ATTRS = 19;

    /* A row of the table of dead letters, which can be replayed. */
    static final int DEAD_LETTER = 20;
    static final int ARRIVAL_TIME = 21;

    /** How many lines the sidecar had joined to the event already. */
    static final int JOINED = 22;

    static final int COUNT = 23;

    static final String[] NAMES = {
        "time",
        "date",
        "@timestamp",
        "timestamp",
        "ts",
        "log",
        "source",
        "stream",
        "container_id",
        "container_name",
        "service",
        "ecs_cluster",
        "ecs_task_arn",
        "ecs_task_definition",
        "partial_message",
        "partial_id",
        "partial_ordinal",
        "partial_last",
        "kanshi",
        "attrs",
        "dead_letter",
        "arrival_time",
        "joined"
    };

    private static final byte[][] TEXTS = Arrays.stream(NAMES)
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    /** For each length of a key the codes of that length. */
    private static final int[][] BY_LENGTH = byLength();

    private final int[] keyStarts = new int[COUNT];
    private final int[] starts = new int[COUNT];
    private final int[] ends = new int[COUNT];
    private final Token[] tokens = new Token[COUNT];
    private int present;

    private static int[][] byLength() {
        int longest = Arrays.stream(TEXTS).mapToInt(text -> text.length).max().orElse(0);
        int[][] codes = new int[longest + 1][0];
        for (int code = 0; code < COUNT; code++) {
            int length = TEXTS[code].length;
            codes[length] = Arrays.copyOf(codes[length], codes[length].length + 1);
            codes[length][codes[length].length - 1] = code;
        }
        return codes;
    }

    static int code(byte[] b, int start, int end) {
        int length = end - start;
        if (length >= BY_LENGTH.length) {
            return OTHER;
        }
        for (int code : BY_LENGTH[length]) {
            if (Arrays.equals(TEXTS[code], 0, length, b, start, end)) {
                return code;
            }
        }
        return OTHER;
    }

    static boolean isMarkOfPiece(int key) {
        return key >= PARTIAL_MESSAGE && key <= PARTIAL_LAST;
    }

    void clear() {
        present = 0;
    }

    void put(int key, int keyStart, int start, int end, Token token) {
        if (token == Token.NULL) {
            present &= ~(1 << key);
            return;
        }
        present |= 1 << key;
        keyStarts[key] = keyStart;
        starts[key] = start;
        ends[key] = end;
        tokens[key] = token;
    }

    boolean has(int key) {
        return (present >>> key & 1) != 0;
    }

    boolean isString(int key) {
        return has(key) && tokens[key] == Token.STRING;
    }

    boolean isObject(int key) {
        return has(key) && tokens[key] == Token.OBJECT_START;
    }

    boolean isNumber(int key) {
        return has(key) && tokens[key] == Token.NUMBER;
    }

    /** Where the key's opening quote lies. */
    int keyStart(int key) {
        return keyStarts[key];
    }

    /** Where the value starts: of a string without its quote. */
    int start(int key) {
        return starts[key];
    }

    int end(int key) {
        return ends[key];
    }

    int length(int key) {
        return ends[key] - starts[key];
    }
}

package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Knows the shape of the event before: which keys, in which order. An event of the same shape is found by comparing what lies between
 * its values, and what lies behind the last value of interest is compared with what the same speaker wrote there last time. Everything
 * unexpected is left to {@link EventScan}, with the same result. Measured: 2.5 times as fast.
 */
final class QuickScan {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long SLASHES = ONES * '\\';

    /** Files that mix shapes are not worth a new lesson at each line. */
    private static final int MISSES_BEFORE_RELEARNING = 8;

    private static final int MAX_STEPS = 32;
    private static final int NOT_MATCHED = -1;

    /** A member: what lies before its value, whether that is a string, and which key it is. */
    private record Step(byte[] before, boolean string, int key) {}

    private final Scratch found = new Scratch();
    private Step[] steps = new Step[0];
    private byte[] closing = new byte[0];
    private int lastNeeded;
    private int misses = MISSES_BEFORE_RELEARNING;
    private @Nullable Speaker speaker;

    /** Where the values of interest lie in the event at hand. */
    private static final class Scratch {
        final int[] starts = new int[Keys.COUNT];
        final int[] ends = new int[Keys.COUNT];
        long time;
        int end;
    }

    /** Whether the bytes are an event of the known shape; then {@link #line} gives it. */
    boolean scan(byte[] b, int start, int end, Speakers speakers) {
        if (steps.length == 0 || !matches(b, start, end, speakers)) {
            misses++;
            return false;
        }
        misses = 0;
        return true;
    }

    private boolean matches(byte[] b, int start, int end, Speakers speakers) {
        int at = start;
        for (int i = 0; i < steps.length; i++) {
            at = step(steps[i], b, at, end);
            if (at == NOT_MATCHED) {
                return false;
            }
            if (i == lastNeeded) {
                Speaker who = who(b, speakers);
                speaker = who;
                byte[] tail = who.tail;
                if (Arrays.equals(b, at, end, tail, 0, tail.length)) {
                    found.end = end;
                    return time(b);
                }
            }
        }
        return closes(b, at, end) && time(b);
    }

    private int step(Step step, byte[] b, int from, int end) {
        int value = from + step.before.length;
        if (value >= end || !Arrays.equals(b, from, value, step.before, 0, step.before.length)) {
            return NOT_MATCHED;
        }
        int stop = step.string ? stringEnd(b, value, end) : numberEnd(b, value, end);
        if (step.key != Keys.OTHER) {
            found.starts[step.key] = value;
            found.ends[step.key] = stop;
        }
        return stop >= end ? NOT_MATCHED : stop;
    }

    private boolean closes(byte[] b, int at, int end) {
        if (!Arrays.equals(b, at, end, closing, 0, closing.length)) {
            return false;
        }
        Speaker who = Objects.requireNonNull(speaker);
        int from = found.ends[steps[lastNeeded].key];
        who.tail = Arrays.copyOfRange(b, from, end);
        found.end = end;
        return true;
    }

    private Speaker who(byte[] b, Speakers speakers) {
        return speakers.of(
                b,
                found.starts[Keys.CONTAINER_ID],
                found.ends[Keys.CONTAINER_ID],
                b,
                found.starts[Keys.SOURCE],
                found.ends[Keys.SOURCE]);
    }

    private boolean time(byte[] b) {
        if (found.ends[Keys.LOG] - found.starts[Keys.LOG] > CutLines.KEPT_BYTES) {
            return false;
        }
        found.time = EventScan.time(b, found.starts[timeKey], found.ends[timeKey], timeIsNumber);
        return found.time != Line.NO_TIME;
    }

    private int timeKey;
    private boolean timeIsNumber;

    /** The event that was found. */
    Line line(Blocks blocks, Block block, int start) {
        Line line = blocks.line(block, start, found.end);
        line.logStart = found.starts[Keys.LOG];
        line.logEnd = found.ends[Keys.LOG];
        line.ownTime = found.time;
        line.speaker(Objects.requireNonNull(speaker));
        return line;
    }

    /** Takes the shape of an event that was scanned, unless it has values that are neither texts nor numbers. */
    void learn(byte[] b, int start, int end, Keys keys) {
        if (misses < MISSES_BEFORE_RELEARNING && steps.length > 0 || !worthwhile(keys)) {
            return;
        }
        List<Step> shape = new ArrayList<>();
        JsonScanner scanner = new JsonScanner();
        scanner.reset(b, start, end);
        scanner.next();
        int from = start;
        steps = new Step[0];
        while (scanner.next() == Token.KEY) {
            int key = Keys.code(b, scanner.valueStart(), scanner.valueEnd());
            Token token = scanner.next();
            if (token != Token.STRING && token != Token.NUMBER || shape.size() == MAX_STEPS || repeats(shape, key)) {
                return;
            }
            shape.add(new Step(Arrays.copyOfRange(b, from, scanner.valueStart()), token == Token.STRING, key));
            from = scanner.valueEnd();
            if (isNeeded(key)) {
                lastNeeded = shape.size() - 1;
            }
        }
        closing = Arrays.copyOfRange(b, from, end);
        steps = shape.toArray(new Step[0]);
        misses = 0;
    }

    private boolean worthwhile(Keys keys) {
        boolean complete = keys.isString(Keys.LOG) && keys.isString(Keys.CONTAINER_ID) && keys.isString(Keys.SOURCE);
        timeKey = Keys.TIME;
        while (timeKey <= Keys.TIMESTAMP && !keys.has(timeKey)) {
            timeKey++;
        }
        timeIsNumber = keys.isNumber(timeKey);
        return complete && (timeIsNumber || keys.isString(timeKey)) && timeKey <= Keys.TIMESTAMP;
    }

    private boolean isNeeded(int key) {
        return key == timeKey || key == Keys.LOG || key == Keys.SOURCE || key == Keys.CONTAINER_ID;
    }

    private static boolean repeats(List<Step> shape, int key) {
        return key != Keys.OTHER && shape.stream().anyMatch(step -> step.key == key);
    }

    /** The offset of the quote that ends the string, or the end. */
    private static int stringEnd(byte[] b, int from, int end) {
        int i = from;
        while (i + 8 <= end) {
            long word = (long) LONG.get(b, i);
            long quote = word ^ QUOTES;
            long slash = word ^ SLASHES;
            long hit = ((quote - ONES) & ~quote | (slash - ONES) & ~slash) & HIGHS;
            if (hit == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(hit) >>> 3;
            if (b[i] == '"') {
                return i;
            }
            i += 2;
        }
        while (i < end && b[i] != '"') {
            i += b[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, end);
    }

    private static int numberEnd(byte[] b, int from, int end) {
        int i = from;
        while (i < end
                && (b[i] >= '0' && b[i] <= '9' || b[i] == '.' || b[i] == '-' || b[i] == '+' || (b[i] | 0x20) == 'e')) {
            i++;
        }
        return i;
    }
}

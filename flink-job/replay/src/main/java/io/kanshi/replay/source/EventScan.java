package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;

/**
 * Looks at one JSON value: is it an event, and where in it are its time, speaker and log text? One validating pass; nothing is copied.
 */
final class EventScan {

    /** What a value turned out to be. */
    enum Shape {
        /** FireLens, Fluent Bit or a frame's line: it has a log text beside its envelope. */
        EVENT,
        /** Docker's json-file: {@code log}, {@code stream} and {@code time}, and no word about the container. */
        DOCKER,
        /** The header of a frame. */
        HEADER,
        /** A row of the table of dead letters: a record that no decoder took, with its bytes. */
        DEAD_LETTER,
        /** An object without an envelope: what an application wrote to a file itself. */
        OBJECT,
        /** No JSON object, or a broken one. */
        BROKEN
    }

    private final JsonScanner scanner = new JsonScanner();
    private final Keys keys = new Keys();
    private byte[] bytes = new byte[0];
    private int valueEnd;

    /** Scans the value that starts at {@code start}; what follows it is left alone. */
    Shape scan(byte[] b, int start, int end) {
        bytes = b;
        keys.clear();
        scanner.reset(b, start, end);
        if (scanner.next() != Token.OBJECT_START) {
            return Shape.BROKEN;
        }
        Token token = scanner.next();
        while (token == Token.KEY) {
            int keyStart = scanner.valueStart();
            int key = Keys.code(b, keyStart, scanner.valueEnd());
            Token value = scanner.next();
            if (!scanner.skip(value)) {
                return Shape.BROKEN;
            }
            if (key != Keys.OTHER) {
                keys.put(key, keyStart - 1, scanner.valueStart(), scanner.valueEnd(), value);
            }
            token = scanner.next();
        }
        if (token != Token.OBJECT_END) {
            return Shape.BROKEN;
        }
        valueEnd = scanner.position();
        return shape(start);
    }

    private Shape shape(int start) {
        if (keys.has(Keys.KANSHI) && !keys.has(Keys.LOG) && isFirst(start)) {
            return Shape.HEADER;
        }
        boolean named = keys.has(Keys.CONTAINER_ID) || keys.has(Keys.CONTAINER_NAME) || keys.has(Keys.TASK_DEFINITION);
        if (!keys.has(Keys.LOG)) {
            if (keys.isString(Keys.DEAD_LETTER) && keys.isString(Keys.ARRIVAL_TIME)) {
                return Shape.DEAD_LETTER;
            }
            return named ? Shape.EVENT : Shape.OBJECT;
        }
        boolean docker = keys.isString(Keys.STREAM) && keys.isString(Keys.LOG) && keys.isString(Keys.TIME);
        return docker && !named ? Shape.DOCKER : Shape.EVENT;
    }

    private boolean isFirst(int start) {
        int i = start + 1;
        while (bytes[i] != '"') {
            i++;
        }
        return i == keys.keyStart(Keys.KANSHI);
    }

    /** Where the value ends. */
    int valueEnd() {
        return valueEnd;
    }

    Keys keys() {
        return keys;
    }

    /** The envelope's time in nanoseconds since 1970: the first key that can be read, as the job's decoder takes it. */
    long time() {
        for (int key = Keys.TIME; key <= Keys.TIMESTAMP; key++) {
            long time = keys.has(key) ? time(key) : Line.NO_TIME;
            if (time != Line.NO_TIME) {
                return time;
            }
        }
        return Line.NO_TIME;
    }

    /** The time of an object without an envelope: loggers have a few names more for it. */
    long objectTime() {
        long time = time();
        return time == Line.NO_TIME && keys.has(Keys.TS) ? time(Keys.TS) : time;
    }

    /** When a dead letter arrived. */
    long arrivalTime() {
        return time(Keys.ARRIVAL_TIME);
    }

    private long time(int key) {
        return keys.isNumber(key) || keys.isString(key)
                ? time(bytes, keys.start(key), keys.end(key), keys.isNumber(key))
                : Line.NO_TIME;
    }

    /** A number or the text of a string: RFC 3339 (UTC where it names no zone) or seconds since 1970. */
    static long time(byte[] b, int start, int end, boolean number) {
        long iso = number ? Line.NO_TIME : EventTimes.iso(b, start, end, LocalZone.UTC);
        return iso == Line.NO_TIME ? EventTimes.epoch(b, start, end) : iso;
    }
}

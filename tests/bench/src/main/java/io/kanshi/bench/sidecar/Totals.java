package io.kanshi.bench.sidecar;

import java.util.Arrays;

/** What arrived at the stub. */
record Totals(long events, long joinedAndShed, long bytes, long records, long requests) {

    String line() {
        return events + " " + joinedAndShed + " " + bytes + " " + records + " " + requests;
    }

    static Totals parse(String line) {
        long[] numbers =
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Totals(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /** Of a contestant that sends nothing anywhere. */
    static Totals bytesOnly(long bytes) {
        return new Totals(0, 0, bytes, 0, 0);
    }
}

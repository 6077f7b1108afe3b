package io.kanshi.job.archive;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * The order of rows in a row group: by service, then by time, then as they came. Sorting row numbers packed with their time into longs
 * is several times faster than sorting objects; the usual case, where a service's rows come in order already, is not sorted at all.
 */
final class RowOrder {

    private static final int ROW_BITS = 17;

    static {
        if (RowBatch.MAX_ROWS > 1 << ROW_BITS) {
            throw new AssertionError("a row number must fit in " + ROW_BITS + " bits: " + RowBatch.MAX_ROWS);
        }
    }

    private RowOrder() {}

    /** The row numbers of the batch in sorted order. */
    static int[] of(RowBatch batch) {
        int[] order = new int[batch.rows()];
        int[] ranks = serviceRanks(batch, order.length);
        int from = 0;
        for (int[] rows : byRank(ranks)) {
            sortByTime(batch, rows);
            System.arraycopy(rows, 0, order, from, rows.length);
            from += rows.length;
        }
        return order;
    }

    /** Identities are interned, so neighbours of one service are told by reference. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private static int[] serviceRanks(RowBatch batch, int rows) {
        TreeMap<String, Integer> services = new TreeMap<>();
        String last = null;
        for (int row = 0; row < rows; row++) {
            String service = batch.identity(row).service();
            if (service != last) {
                services.putIfAbsent(service, 0);
                last = service;
            }
        }
        int rank = 0;
        for (var entry : services.entrySet()) {
            entry.setValue(rank++);
        }
        int[] ranks = new int[rows];
        last = null;
        for (int row = 0; row < rows; row++) {
            String service = batch.identity(row).service();
            if (service != last) {
                rank = services.getOrDefault(service, 0);
                last = service;
            }
            ranks[row] = rank;
        }
        return ranks;
    }

    private static int[][] byRank(int[] ranks) {
        int[] counts = new int[Arrays.stream(ranks).max().orElse(-1) + 1];
        for (int rank : ranks) {
            counts[rank]++;
        }
        int[][] rows = new int[counts.length][];
        for (int rank = 0; rank < counts.length; rank++) {
            rows[rank] = new int[counts[rank]];
        }
        Arrays.fill(counts, 0);
        for (int row = 0; row < ranks.length; row++) {
            rows[ranks[row]][counts[ranks[row]]++] = row;
        }
        return rows;
    }

    private static void sortByTime(RowBatch batch, int[] rows) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean sorted = true;
        for (int row : rows) {
            long time = batch.timeNanos(row);
            sorted &= time >= max;
            min = Math.min(min, time);
            max = Math.max(max, time);
        }
        if (sorted) {
            return;
        }
        if (max - min < 0 || max - min >= 1L << 63 - ROW_BITS) {
            sortAnyTimes(batch, rows);
            return;
        }
        long[] packed = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            packed[i] = batch.timeNanos(rows[i]) - min << ROW_BITS | rows[i];
        }
        Arrays.sort(packed);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) (packed[i] & (1 << ROW_BITS) - 1);
        }
    }

    /** Times that are years apart (implausible ones are archived by arrival) do not fit into the packed form. */
    private static void sortAnyTimes(RowBatch batch, int[] rows) {
        Integer[] boxed = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(boxed, Comparator.comparingLong(batch::timeNanos));
        for (int i = 0; i < rows.length; i++) {
            rows[i] = boxed[i];
        }
    }
}

package io.kanshi.events;

/**
 * The numbers of an event in CloudWatch embedded metric format, with the percentages derived from them
 * ({@code cpu_utilization}, {@code memory_utilization}); bounded and reused for every event. Empty for an ordinary line.
 */
public final class Metrics {

    /** PutMetricData's and EMF's limit: 100 metrics a document. */
    public static final int MAX_METRICS = 100;

    private final String[] names = new String[MAX_METRICS];
    private final double[] values = new double[MAX_METRICS];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public String name(int index) {
        return names[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** Adds a value; false when the list is full. */
    public boolean add(String name, double value) {
        if (size == MAX_METRICS) {
            return false;
        }
        names[size] = name;
        values[size++] = value;
        return true;
    }
}

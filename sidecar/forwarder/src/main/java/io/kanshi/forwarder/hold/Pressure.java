package io.kanshi.forwarder.hold;

/** How little room is left for frames, in memory and on disk together, and so what has to go. Errors never do. */
public enum Pressure {
    NONE(0),
    /** Nobody misses traces. */
    SHED_DEBUG(0.80),
    SHED_INFO(0.85),
    /** What is left is the errors' reserve. */
    SHED_WARN(0.90);

    private final double from;

    Pressure(double from) {
        this.from = from;
    }

    /** @param share of all room that is taken, 0 to 1 */
    static Pressure of(double share) {
        Pressure highest = NONE;
        for (Pressure pressure : values()) {
            highest = share >= pressure.from ? pressure : highest;
        }
        return highest;
    }
}

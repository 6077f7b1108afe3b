package io.kanshi.replay.source;

/**
 * Weighs what follows a time that leaps ahead: do the lines behind it agree, or do they fall back? A few that fall back are late; most
 * of them, and the leap was a wrong clock. Against a leap of more than a week a tenth is enough.
 */
final class Contradiction {

    private static final int AGAINST_A_WEEK = 10;

    private final long time;
    private long agree;
    private long below;
    private long farBelow;

    Contradiction(long time) {
        this.time = time;
    }

    void add(long later) {
        if (later >= time - Positions.AHEAD) {
            agree++;
        } else {
            below++;
            farBelow += later < time - Positions.BEHIND ? 1 : 0;
        }
    }

    boolean holds() {
        return below > agree || farBelow * AGAINST_A_WEEK > agree;
    }
}

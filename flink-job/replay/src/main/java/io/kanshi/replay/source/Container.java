package io.kanshi.replay.source;

/** One container: all its lines travel in one lane, so that they stay in order. */
final class Container {

    static final int NO_LANE = -1;

    final byte[] name;
    int lane = NO_LANE;

    Container(byte[] name) {
        this.name = name;
    }
}

package io.kanshi.wire;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is open, least recently touched first: a list whose links are in the nodes, so that touching allocates nothing. The times of
 * touches must not decrease.
 */
final class PendingList {

    static final Comparator<Node> LEAST_RECENTLY_TOUCHED = Comparator.comparingLong(node -> node.touch);

    /** Something open. Not linked, or linked in one list. */
    abstract static class Node {
        private @Nullable Node older;
        private @Nullable Node newer;
        private boolean linked;
        private long touched;
        private long touch;

        final boolean isPending() {
            return linked;
        }
    }

    private @Nullable Node oldest;
    private @Nullable Node newest;
    private int size;
    private long touches;

    /** Moves the node to the end, adding it if it is not there. */
    void touch(Node node, long time) {
        node.touched = time;
        node.touch = ++touches;
        if (node == newest) {
            return;
        }
        remove(node);
        node.linked = true;
        node.older = newest;
        if (newest == null) {
            oldest = node;
        } else {
            newest.newer = node;
        }
        newest = node;
        size++;
    }

    /** Does nothing if the node is not there. */
    void remove(Node node) {
        if (!node.linked) {
            return;
        }
        Node before = node.older;
        Node behind = node.newer;
        if (before == null) {
            oldest = behind;
        } else {
            before.newer = behind;
        }
        if (behind == null) {
            newest = before;
        } else {
            behind.older = before;
        }
        node.older = null;
        node.newer = null;
        node.linked = false;
        size--;
    }

    int size() {
        return size;
    }

    Node oldest() {
        Node node = oldest;
        if (node == null) {
            throw new IllegalStateException("nothing is pending");
        }
        return node;
    }

    boolean isOlderThan(long time) {
        return oldest != null && oldest.touched < time;
    }
}

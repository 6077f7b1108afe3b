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
        private long bytes;

        final boolean isPending() {
            return linked;
        }
    }

    private @Nullable Node oldest;
    private @Nullable Node newest;
    private int size;
    private long touches;
    private long bytes;

    /** Moves the node to the end, adding it if it is not there; it has grown by so many bytes. */
    void touch(Node node, long time, int moreBytes) {
        node.bytes += moreBytes;
        bytes += moreBytes;
        node.touched = time;
        node.touch = ++touches;
        if (node == newest) {
            return;
        }
        unlink(node);
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

    /** The node stays where it is, with nothing in it. */
    void empty(Node node) {
        bytes -= node.bytes;
        node.bytes = 0;
    }

    /** Takes the node out, if it is there. */
    void remove(Node node) {
        empty(node);
        unlink(node);
    }

    private void unlink(Node node) {
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

    /** The sum of the bytes that the nodes have grown by. */
    long bytes() {
        return bytes;
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

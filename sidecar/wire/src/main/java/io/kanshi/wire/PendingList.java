package io.kanshi.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is open, least recently touched first: a list whose links are in the nodes, so that touching allocates nothing. The times of
 * touches must not decrease.
 */
final class PendingList {

    /** Something open. Not linked, or linked in one list. */
    abstract static class Node {
        private @Nullable Node older;
        private @Nullable Node newer;
        private boolean linked;
        long touched;
        /** When it began, counted in lines. */
        long sequence;

        final boolean isPending() {
            return linked;
        }
    }

    private @Nullable Node oldest;
    private @Nullable Node newest;
    private int size;

    /** Moves the node to the end, adding it if it is not there. */
    void touch(Node node, long time) {
        node.touched = time;
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

    List<Node> olderThan(long time) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = oldest; node != null && node.touched < time; node = node.newer) {
            nodes.add(node);
        }
        return nodes;
    }

    List<Node> all() {
        List<Node> nodes = new ArrayList<>(size);
        for (Node node = oldest; node != null; node = node.newer) {
            nodes.add(node);
        }
        return nodes;
    }
}

package io.kanshi.forwarder;

import io.kanshi.forwarder.frame.Intake;
import java.util.concurrent.ArrayBlockingQueue;

/** Metrics on their way from the threads that measure to the reading thread. Bounded. */
final class OwnLines {

    private record Line(String text, String containerName) {}

    private final ArrayBlockingQueue<Line> waiting;

    OwnLines(int most) {
        waiting = new ArrayBlockingQueue<>(most);
    }

    boolean add(String text, String containerName) {
        return waiting.offer(new Line(text, containerName));
    }

    void drainTo(Intake intake) {
        for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
            intake.metric(line.text(), line.containerName());
        }
    }
}

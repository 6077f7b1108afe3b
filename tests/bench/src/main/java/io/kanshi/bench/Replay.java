package io.kanshi.bench;

import io.kanshi.replay.Kanshi;
import java.io.IOException;
import java.nio.file.Path;

/** The whole command {@code kanshi replay}, from the start of its cluster to its summary: archive, errors, rules and alerts. */
final class Replay implements Contestant {

    private final String slots;

    Replay(int slots) {
        this.slots = Integer.toString(slots);
    }

    @Override
    public void archive(Path capture, Path output) throws IOException {
        int code = Kanshi.execute("replay", capture.toString(), "--out", output.toString(), "--parallelism", slots);
        if (code != 0) {
            throw new IOException("kanshi replay ended with exit code " + code);
        }
    }
}

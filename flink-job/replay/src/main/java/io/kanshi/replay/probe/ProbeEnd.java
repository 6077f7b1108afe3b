package io.kanshi.replay.probe;

import java.io.IOException;
import java.util.function.Consumer;

/** Where lines come out, and how long that may take. One thread. */
interface ProbeEnd extends AutoCloseable {

    /** Before the line is written: what is there already cannot be its. */
    void prepare(ProbeLine line) throws IOException;

    /** It has been written. */
    void await(ProbeLine line);

    /** Looks once; tells of every line that has arrived or has been waited for long enough, also when it fails later on. */
    void look(Consumer<ProbeResult> told) throws IOException;

    /** How many lines are waited for. */
    int waiting();

    @Override
    void close();
}

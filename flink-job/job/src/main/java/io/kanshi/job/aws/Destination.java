package io.kanshi.job.aws;

import java.util.List;

/** Where entries go. Called by several threads at once; blocks until the service has answered or the time is over. */
public interface Destination<E> extends AutoCloseable {

    /** Tries once; never throws for what a service or a network may do. */
    Answer<E> put(List<E> entries);

    @Override
    void close();
}

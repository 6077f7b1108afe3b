package io.kanshi.job.aws;

import java.io.Serializable;

/**
 * One way out of the job: travels to every subtask as it is, and opens its destination there.
 *
 * @param <T> what the stream brings
 * @param <E> what requests hold; it stays in the sink's state until it has arrived
 */
public interface Delivery<T, E extends Serializable> extends Serializable {

    /** Whether the element goes this way at all; what does not is meant for others. */
    default boolean takes(T element) {
        return true;
    }

    /** Pure: equal for equal elements, so that a repeat can be recognised. */
    E entry(T element);

    EntryForm<E> form();

    RequestLimits limits();

    /** In the subtask, once. Reads and opens nothing yet that could fail. */
    Destination<E> open();
}

package io.kanshi.job.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.util.CloseableIterator;

/** Elements that can be read again from the start, always the same ones in the same order. */
public interface Elements<T> extends Serializable {

    /** Starts from the first element. Fails when what is read is no longer what it was. */
    CloseableIterator<T> open() throws IOException;

    /** The elements of a list. */
    static <T extends Serializable> Elements<T> of(List<T> elements) {
        List<T> copy = List.copyOf(elements);
        return () -> {
            Iterator<T> iterator = copy.iterator();
            return CloseableIterator.adapterForIterator(iterator);
        };
    }
}

package io.kanshi.replay.source;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Gives lines, one after the other. The taker gives each back to {@link Blocks#done} when it is through with it. */
interface LineSource extends Closeable {

    /** The next line, or null at the end. */
    @Nullable
    Line next();

    @Override
    void close();
}

package io.kanshi.kinesis.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call that failed; its message is a sentence for the person who runs the job. */
public final class KinesisException extends IOException {

    private static final long serialVersionUID = 1;

    private final Trouble trouble;

    public KinesisException(Trouble trouble, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}

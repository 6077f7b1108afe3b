package io.kanshi.replay;

import io.kanshi.replay.source.InputMistake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to say of a failure: a user's mistake is named in its own sentence, everything else with its cause. */
record Mistakes(List<String> sentences, int exitCode) {

    static Mistakes of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isInputMistake(cause)) {
                String sentence = cause.getMessage();
                return new Mistakes(List.of(sentence == null ? cause.toString() : sentence), Kanshi.WRONG_USE);
            }
        }
        return new Mistakes(List.of("The replay failed: " + chain(failure)), Kanshi.FAILED);
    }

    /** Flink wraps what its tasks throw, so the type may come as a name only. */
    private static boolean isInputMistake(Throwable cause) {
        return cause instanceof InputMistake;
    }

    private static String chain(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (!message.equals(last)) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
            last = message;
        }
        return text.toString();
    }
}

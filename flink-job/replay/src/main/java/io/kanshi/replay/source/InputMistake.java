package io.kanshi.replay.source;

/** Something the user gave that cannot be used: one sentence that names it. The command line answers with exit code 2. */
public final class InputMistake extends RuntimeException {

    public InputMistake(String sentence) {
        super(sentence);
    }
}

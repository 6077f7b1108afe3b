package io.kanshi.job.aws;

import io.kanshi.rules.Inert;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes requests and sorts what goes wrong. One that is refused as invalid is made again in halves, so that an entry that cannot be takes
 * no other one with it.
 */
public final class Requests<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int SHOWN = 500;

    private final Target target;
    private final Call<E> call;

    /** One request; what happens to single entries goes to the answer. */
    public interface Call<E> {
        void send(List<E> entries, Answer<E> answer) throws SdkException;
    }

    public Requests(Target target, Call<E> call) {
        this.target = target;
        this.call = call;
    }

    /** Sends these, or leaves them for later when the answer says that there is no use in trying. */
    public void send(List<E> entries, Answer<E> answer) {
        if (answer.isOver()) {
            answer.sendAgain(Failure.UNAVAILABLE, entries);
            return;
        }
        try {
            call.send(entries, answer);
        } catch (SdkException failed) {
            Failure failure = Failures.of(failed);
            String words = Failures.words(failed);
            if (failure == Failure.INVALID && entries.size() > 1) {
                int half = entries.size() / 2;
                send(entries.subList(0, half), answer);
                send(entries.subList(half, entries.size()), answer);
                return;
            }
            refused(entries, failure, words, answer);
        }
    }

    /** What becomes of entries that failed together. */
    public void refused(List<E> entries, Failure failure, String words, Answer<E> answer) {
        switch (failure.treatment()) {
            case SENT_AGAIN -> answer.sendAgain(failure, entries);
            case FAILS_JOB -> answer.stop(target.sentence(failure, words));
            case DROPPED -> {
                answer.drop(failure, entries.size());
                entries.forEach(entry -> LOG.error(
                        "dropped, because {} \"{}\" refuses it ({}): {}",
                        target.kind(),
                        target.name(),
                        words,
                        shown(String.valueOf(entry))));
            }
        }
    }

    private static String shown(String text) {
        return Inert.line(text, SHOWN);
    }
}

package io.kanshi.job.aws;

/** The job cannot go on: its message is one sentence for people, and names the setting to look at. */
public final class DeliveryFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeliveryFailed(String sentence) {
        super(sentence);
    }
}

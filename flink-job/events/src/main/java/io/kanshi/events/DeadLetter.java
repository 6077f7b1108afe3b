package io.kanshi.events;

/**
 * Bytes that no decoder takes, kept whole so that a later version can read them back.
 *
 * @param reason a short, stable name such as {@code unknown-frame-version} (see {@link DeadLetterReason})
 * @param detail one sentence for a person
 * @param bytes what was received
 * @param arrivalMillis when the record arrived, milliseconds since 1970
 * @param lines how many lines of the input it stands for (1 for a record that could not be split)
 */
public record DeadLetter(DeadLetterReason reason, String detail, byte[] bytes, long arrivalMillis, int lines) {}

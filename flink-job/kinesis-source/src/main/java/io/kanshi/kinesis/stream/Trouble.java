package io.kanshi.kinesis.stream;

/** What can be done about a call that failed. */
public enum Trouble {
    /** A shard, the stream, the account or a key is asked too often: again, later and less. */
    THROTTLED,
    /** The iterator is older than five minutes: get another one for the same place. */
    EXPIRED_ITERATOR,
    /** A network, a timeout, the service itself, credentials that are being renewed: again, later. */
    PASSING,
    /** There is no such shard any more, or no such stream. */
    NOT_FOUND,
    /** No repetition will cure it: missing or refused credentials, a key that may not be used, a request that is wrong. */
    INCURABLE
}

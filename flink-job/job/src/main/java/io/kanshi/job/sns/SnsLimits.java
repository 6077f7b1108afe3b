package io.kanshi.job.sns;

/** PublishBatch: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html. */
final class SnsLimits {

    static final int ENTRIES_PER_REQUEST = 10;

    /** Messages and attributes (names, types and values) of all entries; of a single one too. */
    static final long BYTES_PER_REQUEST = 262_144;

    /** Of an attribute's value that a subscription filters by; far below any limit, and enough for every name. */
    static final int ATTRIBUTE_CHARACTERS = 256;

    private SnsLimits() {}
}

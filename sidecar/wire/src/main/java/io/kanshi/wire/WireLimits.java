package io.kanshi.wire;

/** The sizes of the wire, in one place, each with its unit in the name and its reason beside it. */
public final class WireLimits {

    /** The largest record a Kinesis stream takes unless set otherwise: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
    public static final int KINESIS_RECORD_BYTES = 1 << 20;

    /** The longest partition key, which counts with the record's data: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html */
    public static final int PARTITION_KEY_BYTES = 256;

    /** The largest sealed frame, so that it fits a record with its key. */
    public static final int FRAME_BYTES = KINESIS_RECORD_BYTES - PARTITION_KEY_BYTES;

    /** What one record may unpack to: 30 times a full record, more than log text ever gains, less than a bomb wants. */
    public static final int UNPACKED_BYTES = 32 << 20;

    /** Docker cuts lines at this size: https://github.com/moby/moby/blob/master/daemon/logger/copier.go (defaultBufSize). */
    public static final int DOCKER_PIECE_BYTES = 16 << 10;

    /** How much of a line is looked at to tell whether it continues the event before it. */
    public static final int JUDGED_BYTES = 512;

    /** The longest text of one event joined of several lines or pieces: what a record can carry uncompressed. */
    public static final int JOINED_BYTES = 1 << 20;

    /** The most lines in one event: a Java stack trace has 1,024 frames at most (MaxJavaStackTraceDepth), and a cause or two. */
    public static final int JOINED_LINES = 4096;

    /** The longest wait for the next line of an event, in event time; a program prints its stack trace in one go. */
    public static final long JOIN_TIMEOUT_NANOS = 1_000_000_000L;

    /** The longest time between the first and the last line of an event, so that a drip of indented lines cannot hold one back. */
    public static final long JOIN_SPAN_NANOS = 5_000_000_000L;

    /** The most events and cut lines held open at once; the one untouched for longest is let go first. */
    public static final int JOIN_PENDING = 16_384;

    /** Their size together: a tenth of the smallest heap that the job is promised to run in. */
    public static final long JOIN_PENDING_BYTES = 64L << 20;

    /** Lines of one stream that may be cut at the same time; Docker finishes one before it begins the next. */
    public static final int CUT_LINES_PER_STREAM = 16;

    private WireLimits() {}
}

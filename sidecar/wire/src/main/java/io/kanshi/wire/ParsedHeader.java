package io.kanshi.wire;

/** What the first line of a frame turned out to be. */
public sealed interface ParsedHeader {

    /** A header of the version this program knows. */
    record Valid(FrameHeader header) implements ParsedHeader {}

    /** A header of another major version: what follows must not be guessed at, but kept for a program that knows it. */
    record UnknownVersion(long version) implements ParsedHeader {}

    /** A header whose keys are missing, mistyped or cut off. */
    record Broken(String reason) implements ParsedHeader {}

    /** No header: the line is an event of a producer that writes none. */
    record Absent() implements ParsedHeader {
        static final Absent INSTANCE = new Absent();
    }
}

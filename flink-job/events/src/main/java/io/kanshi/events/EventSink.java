package io.kanshi.events;

import io.kanshi.wire.FrameHeader;

/** Where a decoder puts what it finds in a record, in the order of the record. */
public interface EventSink {

    /** A line. The event is reused: it is valid until this call returns. */
    void event(LogEvent event);

    void deadLetter(DeadLetter letter);

    /** The header of a frame, before its events; not called for records without one. */
    void header(FrameHeader header);
}

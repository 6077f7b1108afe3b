package io.kanshi.forwarder.forward;

/** Why something that came over the Forward protocol is not a log record. Every one is counted by its name. */
public enum Refusal {
    /** An entry without a time or without a map. */
    BROKEN_ENTRY("broken-entry"),
    /** A packed payload that ends inside an entry, or is no MessagePack; what came before it was taken. */
    BROKEN_PAYLOAD("broken-payload"),
    /** A compressed payload that is damaged. */
    BROKEN_COMPRESSION("broken-compression"),
    /** A compressed payload that expands beyond the limit. */
    PAYLOAD_TOO_LARGE("payload-too-large"),
    /** Metrics or traces: this is about logs. */
    OTHER_SIGNAL("other-signal"),
    /** A message that is no Forward message. Its connection is closed, as nobody can tell where the next one begins. */
    BROKEN_MESSAGE("broken-message"),
    /** A message over the limit. Its connection is closed. */
    MESSAGE_TOO_LARGE("message-too-large"),
    /** A connection over the limit. It is closed. */
    TOO_MANY_CONNECTIONS("too-many-connections"),
    /** A connection that the system did not give, for want of files. It is asked for again. */
    NOT_ACCEPTED("not-accepted"),
    /** A client that sends but does not read its acks. Its connection is closed. */
    ACKS_NOT_READ("acks-not-read");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** The name in metrics and logs. */
    public String text() {
        return text;
    }
}

package io.kanshi.forwarder.net;

import java.io.IOException;

/** Why a server nearby gave no answer that can be used; the reason is what is counted, the message is for people. */
public final class NearbyFailure extends IOException {

    private static final long serialVersionUID = 1;

    /** Named so that a counter can carry it. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The deadline passed. */
        TIMEOUT,
        /** More bytes than the limit. */
        TOO_LARGE,
        /** The server said no: a status other than 200, a wrong password. */
        REFUSED,
        /** Not the protocol or the form that was expected. */
        BROKEN
    }

    private final Reason reason;

    public NearbyFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

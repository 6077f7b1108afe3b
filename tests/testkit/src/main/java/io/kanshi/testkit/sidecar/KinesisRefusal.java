package io.kanshi.testkit.sidecar;

/** A request that is refused as a whole, with the HTTP status and the error's type as the service gives them. */
final class KinesisRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    KinesisRefusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static KinesisRefusal invalid(String message) {
        return new KinesisRefusal(400, "ValidationException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}

package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;

/** A call of gRPC's health service, told by the attributes that interceptors log. */
final class HealthRpc {

    private static final int SERVICE = 0;
    private static final int METHOD = 1;
    private static final int CODE = 2;
    private static final KeyTable KEYS = new KeyTable()
            .add(SERVICE, "grpc.service grpc_service rpc.service rpc_service grpcService")
            .add(METHOD, "grpc.method grpc_method rpc.method rpc_method grpcMethod grpc.full_method grpc.path")
            .add(CODE, "grpc.code grpc_code grpc.status grpc_status grpc.status_code rpc.grpc.status_code grpcCode");

    private static final Literal HEALTH = new Literal("grpc.health.v1.Health");
    private static final Literal WITH_CODE = new Literal("with code ");
    private static final byte[] CHECK = "Check".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZERO = "0".getBytes(StandardCharsets.US_ASCII);

    private final Utf8 code = new Utf8();

    void clear() {
        code.clear();
    }

    /** Whether the attributes name the health service's Check; its code is remembered. */
    boolean read(Attributes attributes) {
        boolean service = false;
        boolean check = false;
        for (int i = 0; i < attributes.size(); i++) {
            Utf8 key = attributes.key(i);
            if (key.isEmpty() || key.at(0) != 'g' && key.at(0) != 'r') {
                continue;
            }
            Utf8 value = attributes.value(i);
            switch (KEYS.find(key.bytes(), key.offset(), key.end())) {
                case SERVICE -> service = HEALTH.isIn(value);
                case METHOD -> {
                    service |= HEALTH.isIn(value);
                    check = endsWith(value, CHECK);
                }
                case CODE -> code.set(value);
                default -> {}
            }
        }
        return service && check;
    }

    /** Whether a code was logged, and another one than OK. */
    boolean failed() {
        return !code.isEmpty() && !isOk(code);
    }

    private static boolean isOk(Utf8 code) {
        return code.contentEquals(ZERO)
                || code.length() == 2 && (code.at(0) | 0x20) == 'o' && (code.at(1) | 0x20) == 'k';
    }

    /** {@code finished unary call with code Unavailable}, as go-grpc-middleware writes it. */
    static boolean saysFailed(Utf8 message) {
        int at = WITH_CODE.indexIn(message.bytes(), message.offset(), message.end());
        return at >= 0 && !Bytes.at(message.bytes(), at + "with code ".length(), message.end(), OK);
    }

    private static boolean endsWith(Utf8 value, byte[] word) {
        return value.regionEquals(Math.max(0, value.length() - word.length), word);
    }
}

package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;

/** Payment: Node with pino, levels as numbers, times as epoch milliseconds. Revision 42 asks a gateway that nobody answers for. */
final class Payment {

    static final String TIMEOUT = "connect ETIMEDOUT 10.42.17.8:8443";
    static final String UNAVAILABLE = "gateway answered 503 Service Unavailable";
    static final String CIRCUIT_OPEN = "circuit breaker for gw2.pay.internal is open";

    private final Dice dice;

    Payment(Dice dice) {
        this.dice = dice;
    }

    Entry charging(Container container, Request request, double millis, long order, int amount) {
        Json json = line(container, request, millis, 30, "charging card")
                .put("order", order)
                .put("amount", amount)
                .put("currency", "JPY")
                .put("gateway", gateway(container));
        return Entry.line(container, request.after(millis), "info", json.toString());
    }

    Entry authorised(Container container, Request request, double millis, long order) {
        Json json = line(container, request, millis, 30, "charge authorised")
                .put("order", order)
                .put("authorisation", dice.hex(6))
                .put("responseTime", dice.between(60, 240));
        return Entry.line(container, request.after(millis), "info", json.toString());
    }

    Entry declined(Container container, Request request, double millis, long order) {
        Json json = line(container, request, millis, 40, "card declined")
                .put("order", order)
                .put("reason", dice.pick("insufficient_funds", "expired_card", "do_not_honor"));
        return Entry.line(container, request.after(millis), "warn", json.toString());
    }

    Entry failed(Container container, Request request, double millis, long order, String reason) {
        Json error = Json.object().put("type", "GatewayError").put("message", reason);
        if (reason.equals(TIMEOUT)) {
            error.put("code", "ETIMEDOUT")
                    .put(
                            "stack",
                            "GatewayError: " + reason
                                    + "\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1615:16)"
                                    + "\n    at Gateway.charge (/app/dist/gateway.js:88:13)\n    at async charge (/app/dist/charge.js:41:20)");
        }
        String message = reason.equals(CIRCUIT_OPEN) ? "failing fast: " + reason : "charge failed: " + reason;
        Json json = line(container, request, millis, 50, message)
                .put("order", order)
                .put("gateway", gateway(container))
                .put("err", error);
        return Entry.line(container, request.after(millis), "error", json.toString())
                .onStderr();
    }

    Entry answered(Container container, Request request, double millis, int status) {
        Json json = line(container, request, millis, 30, "request completed")
                .put(
                        "req",
                        Json.object()
                                .put("method", "POST")
                                .put("url", "/v2/charges")
                                .put("remoteAddress", "10.0.3.61"))
                .put("res", Json.object().put("statusCode", status))
                .put("responseTime", (int) millis);
        return Entry.line(container, request.after(millis), "info", json.toString());
    }

    Entry started(Container container, long nanos) {
        Json json = bare(container, nanos, 30, "payment 2." + container.revision() + ".0 listening on :8080");
        return Entry.line(container, nanos, "info", json.toString());
    }

    Entry gatewayNotSet(Container container, long nanos) {
        Json json = bare(container, nanos, 40, "GATEWAY_HOST is not set, using the default gw2.pay.internal:8443");
        return Entry.line(container, nanos, "warn", json.toString());
    }

    Entry stopping(Container container, long nanos) {
        Json json = bare(container, nanos, 30, "SIGTERM received, draining connections");
        return Entry.line(container, nanos, "info", json.toString());
    }

    Entry rates(Container container, long nanos) {
        Json json = bare(container, nanos, 20, "exchange rates refreshed")
                .put("pairs", 14)
                .put("etag", dice.hex(12));
        return Entry.line(container, nanos, "debug", json.toString());
    }

    Entry check(Container container, long nanos, boolean passing) {
        Json request = Json.object()
                .put("method", "GET")
                .put("url", "/healthz")
                .put(
                        "headers",
                        Json.object().put("user-agent", "ELB-HealthChecker/2.0").put("host", "10.0.3.44:8080"))
                .put("remoteAddress", "10.0." + dice.between(1, 2) + ".27");
        Json json = bare(container, nanos, passing ? 30 : 50, passing ? "request completed" : "request errored")
                .put("req", request)
                .put("res", Json.object().put("statusCode", passing ? 200 : 503))
                .put("responseTime", passing ? 1 : 5_001);
        return Entry.check(container, nanos, passing ? "info" : "error", passing, json.toString());
    }

    private static String gateway(Container container) {
        return container.revision() == 42 ? "gw2.pay.internal" : "acq-east.pay.internal";
    }

    private static Json line(Container container, Request request, double millis, int level, String message) {
        return bare(container, request.after(millis), level, message).put("trace_id", request.trace());
    }

    private static Json bare(Container container, long nanos, int level, String message) {
        return Json.object()
                .put("level", level)
                .put("time", Timeline.millis(nanos))
                .put("pid", 1)
                .put("hostname", container.id().substring(0, 12))
                .put("msg", message);
    }
}

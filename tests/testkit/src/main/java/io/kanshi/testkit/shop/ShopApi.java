package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Json;
import java.util.Locale;

/** The public API: Go, zap's JSON with times at +0900. */
final class ShopApi {

    private static final String RECOMMENDATION_STACK =
            "main.(*recommender).render\n\t/src/internal/recommend/render.go:61\n"
                    + "main.(*api).home\n\t/src/internal/api/home.go:118\nnet/http.HandlerFunc.ServeHTTP\n\t/usr/local/go/src/net/http/server.go:2322";

    private final Dice dice;

    ShopApi(Dice dice) {
        this.dice = dice;
    }

    Entry handled(Container container, Request request, String method, String path, int status, double millis) {
        Json json = line("info", request.after(millis), "http/middleware.go:71", "request handled")
                .put("method", method)
                .put("path", path)
                .put("status", status)
                .raw("duration_ms", String.format(Locale.ROOT, "%.2f", millis))
                .put("trace_id", request.trace());
        return Entry.line(container, request.after(millis), "info", json.toString());
    }

    Entry fromCache(Container container, Request request, int product) {
        Json json = line("debug", request.nanos(), "catalog/cache.go:44", "product served from cache")
                .put("product", product)
                .put("age_ms", dice.between(5, 59_000))
                .put("trace_id", request.trace());
        return Entry.line(container, request.nanos(), "debug", json.toString());
    }

    Entry searched(Container container, Request request, String words, double millis) {
        Json json = line("info", request.after(millis), "search/search.go:132", "search executed")
                .put("q", words)
                .put("hits", dice.between(0, 480))
                .put("trace_id", request.trace());
        return Entry.line(container, request.after(millis), "info", json.toString());
    }

    Entry checkoutFailed(Container container, Request request, double millis, String reason) {
        Json json = line("warn", request.after(millis), "checkout/handler.go:97", "checkout failed, answering 502")
                .put("customer", request.customer())
                .put("error", reason)
                .put("trace_id", request.trace());
        return Entry.line(container, request.after(millis), "warn", json.toString());
    }

    Entry slowCart(Container container, Request request, double millis) {
        Json json = line("warn", request.after(millis), "cart/client.go:58", "cart service slow")
                .raw("duration_ms", String.format(Locale.ROOT, "%.2f", millis))
                .put("trace_id", request.trace());
        return Entry.line(container, request.after(millis), "warn", json.toString());
    }

    Entry recommendationsFailed(Container container, Request request) {
        Json json = line("error", request.after(250), "recommend/render.go:61", "rendering recommendations failed")
                .put("error", "context deadline exceeded")
                .put("trace_id", request.trace())
                .put("stacktrace", RECOMMENDATION_STACK);
        return Entry.line(container, request.after(250), "error", json.toString());
    }

    /** A debugging line that somebody forgot: far longer than Docker's 16 KiB. */
    Entry dump(Container container, long nanos, int items) {
        StringBuilder orders = new StringBuilder("[");
        for (int i = 0; i < items; i++) {
            orders.append(i == 0 ? "" : ",")
                    .append(Json.object()
                            .put("order", 81_230_000 + i)
                            .put("state", dice.pick("placed", "paid", "packed", "shipped"))
                            .put("total", dice.between(5, 400) * 100L)
                            .put("currency", "JPY"));
        }
        Json json = line("debug", nanos, "export/nightly.go:203", "order export page")
                .raw("orders", orders + "]");
        return Entry.line(container, nanos, "debug", json.toString());
    }

    Entry check(Container container, long nanos, boolean passing) {
        String code = passing ? "OK" : "Unavailable";
        Json json = line(
                        passing ? "info" : "warn", nanos, "zap/options.go:212", "finished unary call with code " + code)
                .put("grpc.start_time", Timeline.zap(nanos))
                .put("system", "grpc")
                .put("span.kind", "server")
                .put("grpc.service", "grpc.health.v1.Health")
                .put("grpc.method", "Check")
                .put("grpc.code", code)
                .raw("grpc.time_ms", String.format(Locale.ROOT, "%.3f", dice.between(0.01, 0.2)));
        return Entry.check(container, nanos, passing ? "info" : "warn", passing, json.toString());
    }

    private static Json line(String level, long nanos, String caller, String message) {
        return Json.object()
                .put("level", level)
                .put("ts", Timeline.zap(nanos))
                .put("caller", caller)
                .put("msg", message);
    }
}

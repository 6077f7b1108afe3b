package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;

/** Shopping carts: Go with logfmt, UTC. One task leaks. */
final class Cart {

    private final Dice dice;

    Cart(Dice dice) {
        this.dice = dice;
    }

    Entry loaded(Container container, Request request, double millis) {
        return say(
                container,
                request.after(millis),
                "info",
                "cart.go:88",
                "cart loaded",
                "cart=c-" + request.customer() + " items=" + dice.between(0, 9) + " trace_id=" + request.trace());
    }

    Entry added(Container container, Request request, double millis) {
        return say(
                container,
                request.after(millis),
                "info",
                "cart.go:131",
                "item added",
                "cart=c-" + request.customer() + " sku=" + dice.between(1_000, 9_999) + " quantity="
                        + dice.between(1, 3) + " trace_id=" + request.trace());
    }

    Entry emptied(Container container, Request request, double millis) {
        return say(
                container,
                request.after(millis),
                "info",
                "cart.go:177",
                "cart emptied after checkout",
                "cart=c-" + request.customer() + " trace_id=" + request.trace());
    }

    Entry cacheMissed(Container container, Request request, double millis) {
        return say(
                container,
                request.after(millis),
                "debug",
                "store.go:52",
                "cache miss, reading from table",
                "cart=c-" + request.customer() + " took=" + dice.between(3, 40) + "ms");
    }

    Entry conflict(Container container, long nanos) {
        return say(
                container,
                nanos,
                "error",
                "store.go:96",
                "cart could not be saved",
                "cart=c-" + dice.between(10_000, 99_999)
                        + " err=\"ConditionalCheckFailedException: The conditional request failed\"");
    }

    Entry heap(Container container, long nanos, int megabytes) {
        return say(
                container,
                nanos,
                "warn",
                "runtime.go:23",
                "heap above soft limit",
                "heap_mb=" + megabytes + " limit_mb=400 goroutines=" + dice.between(210, 260) + " sessions="
                        + megabytes * 97);
    }

    Entry started(Container container, long nanos) {
        return say(
                container,
                nanos,
                "info",
                "main.go:41",
                "cart 1.29.3 listening",
                "addr=:8080 cache=redis://cache:6379/0");
    }

    Entry check(Container container, long nanos, boolean passing) {
        String level = passing ? "info" : "warn";
        String log = text(
                nanos,
                level,
                "http.go:30",
                "http request",
                "method=GET path=/healthz status=" + (passing ? 200 : 503) + " user_agent=kube-probe/1.31 took="
                        + (passing ? 0 : 2_003) + "ms");
        return Entry.check(container, nanos, level, passing, log);
    }

    private static Entry say(
            Container container, long nanos, String level, String caller, String message, String rest) {
        return Entry.line(container, nanos, level, text(nanos, level, caller, message, rest));
    }

    private static String text(long nanos, String level, String caller, String message, String rest) {
        return "ts=" + Timeline.rfc3339(nanos) + " level=" + level + " caller=" + caller + " msg=\"" + message + "\" "
                + rest;
    }
}

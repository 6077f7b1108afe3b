package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.Locale;

/** nginx in front of everything: access lines in combined format with the request's time, error lines on stderr; Japan's time. */
final class Web {

    private static final String[] ASSETS = {
        "/static/app.3f9c1b7d.js",
        "/static/app.8e02aa41.css",
        "/static/fonts/noto-sans-jp.woff2",
        "/static/img/logo.svg"
    };
    private static final String[] SCANS = {"/wp-login.php", "/.env", "/xmlrpc.php", "/.git/config", "/admin/phpinfo.php"
    };

    private final Dice dice;

    Web(Dice dice) {
        this.dice = dice;
    }

    Entry access(Container container, Request request, String call, int status, double millis) {
        int bytes = status == 304 ? 0 : status >= 500 ? 166 : dice.between(900, 48_000);
        String referer = call.startsWith("GET /static") || dice.chance(0.6) ? "https://shop.example.com/" : "-";
        String line = String.format(
                Locale.ROOT,
                "%s - - [%s] \"%s HTTP/2.0\" %d %d \"%s\" \"%s\" rt=%.3f",
                request.client(),
                Timeline.nginx(request.after(millis)),
                call,
                status,
                bytes,
                referer,
                request.agent(),
                millis / 1_000);
        return Entry.line(container, request.after(millis), null, line);
    }

    Entry asset(Container container, Request request) {
        String path =
                dice.chance(0.5) ? dice.pick(ASSETS) : "/static/img/p/" + dice.between(1_000, 9_999) + "-400.webp";
        return access(container, request, "GET " + path, dice.chance(0.4) ? 304 : 200, dice.between(0.2, 4));
    }

    /** What anyone on the internet gets to see in an access log. */
    Entry scan(Container container, Request request) {
        Request robot = new Request(request.nanos(), request.client(), "Mozilla/5.0 zgrab/0.x", request.trace(), 0);
        return access(container, robot, "GET " + dice.pick(SCANS), 404, dice.between(0.2, 2));
    }

    Entry upstreamTimedOut(Container container, Request request, long nanos) {
        String line = Timeline.nginxError(nanos) + " [error] 29#29: *" + dice.between(180_000, 260_000)
                + " upstream timed out (110: Connection timed out) while reading response header from upstream, client: "
                + request.client()
                + ", server: shop.example.com, request: \"POST /api/v1/checkout HTTP/2.0\", upstream: "
                + "\"http://10.0.3." + dice.pick(17, 44) + ":8080/api/v1/checkout\", host: \"shop.example.com\"";
        return Entry.line(container, nanos, "error", line).onStderr();
    }

    Entry bodyBuffered(Container container, Request request) {
        String line = Timeline.nginxError(request.nanos()) + " [warn] 29#29: *" + dice.between(180_000, 260_000)
                + " a client request body is buffered to a temporary file /var/cache/nginx/client_temp/00000"
                + dice.between(10_000, 99_999) + ", client: " + request.client()
                + ", server: shop.example.com, request: \"POST /api/v1/reviews HTTP/2.0\", host: \"shop.example.com\"";
        return Entry.line(container, request.nanos(), "warn", line).onStderr();
    }

    Entry check(Container container, long nanos, boolean passing) {
        String line = "10.0." + dice.between(1, 2) + '.' + dice.pick(27, 138) + " - - [" + Timeline.nginx(nanos)
                + "] \"GET /healthz HTTP/1.1\" " + (passing ? "200 2" : "503 19")
                + " \"-\" \"ELB-HealthChecker/2.0\" rt=" + (passing ? "0.000" : "1.001");
        return Entry.check(container, nanos, null, passing, line);
    }
}

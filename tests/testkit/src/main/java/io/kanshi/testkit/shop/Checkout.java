package io.kanshi.testkit.shop;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checkout: Spring Boot on logback with trace and span in brackets, Japan's time without a zone, stack traces as lines of their own. */
final class Checkout {

    private static final String[] SPRING = {
        "org.springframework.cloud.openfeign.FallbackFactory$Default.create(FallbackFactory.java:71)",
        "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)",
        "java.base/java.lang.reflect.Method.invoke(Method.java:580)",
        "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:258)",
        "org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)",
        "org.springframework.web.servlet.FrameworkServlet.doPost(FrameworkServlet.java:914)",
        "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)",
        "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:195)",
        "org.apache.coyote.http11.Http11Processor.service(Http11Processor.java:397)",
        "java.base/java.lang.Thread.run(Thread.java:1583)"
    };

    private final Dice dice;

    Checkout(Dice dice) {
        this.dice = dice;
    }

    Entry received(Container container, Request request, long order, int items) {
        return say(
                container,
                request,
                3,
                "INFO",
                "CheckoutController",
                "checkout of order " + order + " for customer " + request.customer() + " with " + items + " items");
    }

    Entry reserved(Container container, Request request, long order) {
        return say(
                container,
                request,
                18,
                "DEBUG",
                "StockClient",
                "reservation " + dice.hex(8) + " for order " + order + " confirmed by inventory");
    }

    Entry placed(Container container, Request request, double millis, long order, int total) {
        return say(
                container,
                request,
                millis,
                "INFO",
                "CheckoutService",
                "order " + order + " placed, total " + total + " JPY, paid by card");
    }

    Entry retrying(Container container, Request request, double millis, int attempt) {
        return say(
                container,
                request,
                millis,
                "WARN",
                "PaymentClient",
                "payment attempt " + attempt + " of 3 failed, retrying in " + 100 * attempt + " ms");
    }

    Entry failed(Container container, Request request, double millis, long order, String reason) {
        boolean timeout = reason.contains("timed out");
        List<String> lines = new ArrayList<>();
        lines.add(head(request, millis, "ERROR", "CheckoutController", "checkout of order " + order + " failed"));
        lines.add("com.example.shop.checkout.PaymentFailedException: payment of order " + order + " failed: " + reason);
        lines.add("\tat com.example.shop.checkout.PaymentClient.charge(PaymentClient.java:118)");
        lines.add("\tat com.example.shop.checkout.CheckoutService.pay(CheckoutService.java:204)");
        lines.add("\tat com.example.shop.checkout.CheckoutController.checkout(CheckoutController.java:67)");
        for (String frame : SPRING) {
            lines.add("\tat " + frame);
        }
        lines.add(
                timeout
                        ? "Caused by: java.net.http.HttpTimeoutException: request timed out"
                        : "Caused by: org.springframework.web.client.HttpServerErrorException$BadGateway: 502 Bad Gateway: \"{\"error\":\""
                                + "gateway_unreachable\"}\"");
        lines.add(
                timeout
                        ? "\tat java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:950)"
                        : "\tat org.springframework.web.client.HttpServerErrorException.create(HttpServerErrorException.java:106)");
        lines.add("\tat com.example.shop.checkout.PaymentClient.post(PaymentClient.java:152)");
        lines.add("\tat com.example.shop.checkout.PaymentClient.charge(PaymentClient.java:109)");
        lines.add("\t... 58 common frames omitted");
        return new Entry(container, "stdout", request.after(millis), lines, "error", Entry.Kind.LINE);
    }

    /** A customer's mistake, logged as an error: the everyday noise of such a service. */
    Entry couponBroken(Container container, Request request, long order) {
        List<String> lines = List.of(
                head(request, 9, "ERROR", "CouponService", "coupon AUTUMN26 could not be applied to order " + order),
                "java.lang.NumberFormatException: For input string: \"15％\"",
                "\tat java.base/java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)",
                "\tat java.base/java.lang.Integer.parseInt(Integer.java:661)",
                "\tat com.example.shop.checkout.CouponService.percent(CouponService.java:88)",
                "\tat com.example.shop.checkout.CheckoutService.price(CheckoutService.java:141)");
        return new Entry(container, "stdout", request.after(9), lines, "error", Entry.Kind.LINE);
    }

    Entry poolStatistics(Container container, long nanos) {
        String log = Timeline.logback(nanos)
                + " DEBUG [checkout,,] 1 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : "
                + "HikariPool-1 - Pool stats (total=10, active=" + dice.between(0, 4) + ", idle=" + dice.between(5, 9)
                + ", waiting=0)";
        return Entry.line(container, nanos, "debug", log);
    }

    /** Tomcat's access valve writes to the same stdout. */
    Entry check(Container container, long nanos, boolean passing) {
        String log = "10.0." + dice.between(1, 2) + '.' + dice.pick(27, 138) + " - - [" + Timeline.nginx(nanos)
                + "] \"GET /actuator/health HTTP/1.1\" " + (passing ? "200 15" : "503 47");
        return Entry.check(container, nanos, null, passing, log);
    }

    private Entry say(
            Container container, Request request, double millis, String level, String logger, String message) {
        String log = head(request, millis, level, logger, message);
        return Entry.line(container, request.after(millis), level.toLowerCase(Locale.ROOT), log);
    }

    private static String head(Request request, double millis, String level, String logger, String message) {
        String span = request.trace().substring(8, 24);
        return String.format(
                Locale.ROOT,
                "%s %5s [checkout,%s,%s] 1 --- [nio-8080-exec-%d] c.e.shop.checkout.%-22s : %s",
                Timeline.logback(request.after(millis)),
                level,
                request.trace(),
                span,
                1 + request.customer() % 10,
                logger,
                message);
    }
}

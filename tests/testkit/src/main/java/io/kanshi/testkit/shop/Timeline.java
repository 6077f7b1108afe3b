package io.kanshi.testkit.shop;

import io.kanshi.testkit.CapturedLine;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When what happens, in nanoseconds since 1970, and how services write a time. tests/samples/shop/README.md tells the same story. */
final class Timeline {

    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;

    static final long START = at("04:45:00");
    static final long END = at("05:25:00");

    /** Payment 42 starts, is in service, and is rolled back to 41. */
    static final long DEPLOYMENT = at("05:03:40");

    static final long PAYMENT_42_SERVES = at("05:04:55");
    static final long PAYMENT_42_ENDS = at("05:09:05");

    /** Inventory rebuilds its index in both tasks. */
    static final long CPU_FROM = at("05:12:00");

    static final long CPU_TO = at("05:18:00");

    /** One task of cart climbs from here, is above 90 % from about 05:13:30, and is killed. */
    static final long LEAK_FROM = at("04:50:00");

    static final long LEAK_KILLED = at("05:20:30");

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter NGINX = format("dd/MMM/yyyy:HH:mm:ss xx", JAPAN);
    private static final DateTimeFormatter NGINX_UTC = format("dd/MMM/yyyy:HH:mm:ss xx", ZoneOffset.UTC);
    private static final DateTimeFormatter NGINX_ERROR = format("yyyy/MM/dd HH:mm:ss", JAPAN);
    private static final DateTimeFormatter ZAP = format("yyyy-MM-dd'T'HH:mm:ss.SSSxx", JAPAN);
    private static final DateTimeFormatter LOGBACK = format("yyyy-MM-dd HH:mm:ss.SSS", JAPAN);
    private static final DateTimeFormatter PYTHON = format("yyyy-MM-dd HH:mm:ss,SSS", ZoneOffset.UTC);
    private static final DateTimeFormatter RFC3339 = format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", ZoneOffset.UTC);
    private static final DateTimeFormatter REDIS = format("dd MMM yyyy HH:mm:ss.SSS", JAPAN);

    private Timeline() {}

    private static long at(String utc) {
        return CapturedLine.nanos(Instant.parse("2026-11-02T" + utc + "Z"));
    }

    private static DateTimeFormatter format(String pattern, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    static boolean cpuBreach(long nanos) {
        return nanos >= CPU_FROM && nanos < CPU_TO;
    }

    static boolean paymentFails(long nanos) {
        return nanos >= PAYMENT_42_SERVES && nanos < PAYMENT_42_ENDS;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** {@code 02/Nov/2026:14:05:12 +0900}. */
    static String nginx(long nanos) {
        return NGINX.format(instant(nanos));
    }

    static String nginxUtc(long nanos) {
        return NGINX_UTC.format(instant(nanos));
    }

    /** {@code 2026/11/02 14:05:12}, without a zone. */
    static String nginxError(long nanos) {
        return NGINX_ERROR.format(instant(nanos));
    }

    /** {@code 2026-11-02T14:05:12.123+0900}. */
    static String zap(long nanos) {
        return ZAP.format(instant(nanos));
    }

    /** {@code 2026-11-02 14:05:12.123}: Japan's time, but it does not say so. */
    static String logback(long nanos) {
        return LOGBACK.format(instant(nanos));
    }

    /** {@code 2026-11-02 05:05:12,123}: UTC, but it does not say so. */
    static String python(long nanos) {
        return PYTHON.format(instant(nanos));
    }

    static String rfc3339(long nanos) {
        return RFC3339.format(instant(nanos));
    }

    /** {@code 02 Nov 2026 14:05:12.123}: Japan's time again. */
    static String redis(long nanos) {
        return REDIS.format(instant(nanos));
    }

    static long millis(long nanos) {
        return nanos / 1_000_000L;
    }
}

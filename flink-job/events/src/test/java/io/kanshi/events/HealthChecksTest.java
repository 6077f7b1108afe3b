package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthChecksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {"level":"info","msg":"/healthcheck.Check ok","status":200} ~ PASSING
            {"level":"info","msg":"finished unary call grpc.health.v1.Health/Check"} ~ PASSING
            {"level":"info","msg":"finished unary call","grpc.service":"grpc.health.v1.Health","grpc.method":"Check","grpc.code":"OK"} ~ PASSING
            {"level":"info","msg":"finished unary call","grpc":{"service":"grpc.health.v1.Health","method":"Check","code":0}} ~ PASSING
            {"level":"info","msg":"finished unary call","grpc.service":"grpc.health.v1.Health","grpc.method":"Check","grpc.code":"Unavailable"} ~ FAILING
            {"level":"info","msg":"x grpc.health.v1.Health/Check","grpc.code":"DeadlineExceeded"} ~ FAILING
            {"level":"error","msg":"finished unary call","grpc.service":"grpc.health.v1.Health","grpc.method":"Check"} ~ FAILING
            {"level":"info","msg":"finished unary call","grpc.service":"shop.v1.Orders","grpc.method":"Check","grpc.code":"OK"} ~ NONE
            {"level":"info","msg":"finished unary call","grpc.service":"grpc.health.v1.Health","grpc.method":"List","grpc.code":"OK"} ~ NONE
            finished unary call with code OK grpc.health.v1.Health/Check ~ PASSING
            finished unary call with code Unavailable grpc.health.v1.Health/Check ~ FAILING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "curl/8" ~ PASSING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET /healthz HTTP/1.1" 503 2 "-" "curl/8" ~ FAILING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET / HTTP/1.1" 200 2 "-" "ELB-HealthChecker/2.0" ~ PASSING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET / HTTP/1.1" 400 2 "-" "ELB-HealthChecker/2.0" ~ FAILING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET / HTTP/1.1" 399 2 "-" "kube-probe/1.29" ~ PASSING
            10.0.0.7 - - [17/May/2026:10:05:00 +0000] "GET /healthcare/plans HTTP/1.1" 200 2 "-" "curl/8" ~ NONE
            {"level":"info","msg":"request","method":"GET","path":"/actuator/health?x=1","status":200} ~ PASSING
            {"level":"info","msg":"request","method":"GET","path":"/actuator/health/","status":503} ~ FAILING
            {"level":"info","msg":"request","method":"GET","url":"https://shop.example.com/livez","status":200} ~ PASSING
            {"level":"info","msg":"rpc","path":"/grpc.health.v1.Health/Check"} ~ PASSING
            GET /readyz 200 1.2 ms - 2 ~ PASSING
            GET /readyz 500 1.2 ms - 2 ~ FAILING
            GET /orders 200 1.2 ms - 2 ~ NONE
            INFO:     10.0.0.7:5000 - "GET /ping HTTP/1.1" 200 OK ~ PASSING
            {"level":"warn","msg":"slow request: GET /health took 3100 ms"} ~ FAILING
            {"level":"warn","msg":"GET /health answered by fallback"} ~ PASSING
            {"level":"info","msg":"the user's health is fine"} ~ NONE
            {"level":"fatal","msg":"/healthcheck.Check panicked"} ~ FAILING
            """)
    void judges(String line, HealthCheck expected) {
        assertThat(Decoded.line(line).healthCheck()).as(line).isEqualTo(expected);
    }

    @Test
    void takesTheUsersPatterns() {
        EventsSettings settings = EventsSettings.defaults()
                .withHealthCheckPatterns(List.of("synthetic(-v[0-9]+)? canary", "^beat|^pulse"));
        assertThat(judged("run of synthetic-v2 canary", settings)).isEqualTo(HealthCheck.PASSING);
        assertThat(judged("pulse 7", settings)).isEqualTo(HealthCheck.PASSING);
        assertThat(judged("a pulse", settings)).isEqualTo(HealthCheck.NONE);
        assertThat(judged("/healthcheck.Check ok", settings)).isEqualTo(HealthCheck.NONE);
    }

    private static HealthCheck judged(String line, EventsSettings settings) {
        return Decoded.of(Decoded.event(line).getBytes(StandardCharsets.UTF_8), settings)
                .only()
                .healthCheck();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', nullValues = "-", textBlock = """
            healthcheck\\.Check ~ healthcheck.Check
            ab+cdef ~ cdef
            (foo|bar)bazz ~ bazz
            foo|bar ~ ''
            (?i)health ~ ''
            x[abc]*yyy{2}zzzz ~ zzzz
            \\d+ms took ~ 'ms took'
            colou?red ~ colo
            a.bcd$ ~ bcd
            \\.php$ ~ .php
            \\x2c ok then ~ ''
            \\p{Lu}ello ~ ''
            """)
    void findsTheLiteralThatEveryMatchHolds(String expression, String literal) {
        assertThat(HealthPattern.required(expression)).isEqualTo(literal);
    }

    @Test
    void namesEveryMistakeInTheSettings() {
        EventsSettings defaults = EventsSettings.defaults();
        assertThat(defaults.mistakes()).isEmpty();
        EventsSettings broken = new EventsSettings(
                List.of("(", "[z-a]"),
                List.of("health"),
                List.of(""),
                1,
                -1,
                java.time.Duration.ofMinutes(-1),
                java.time.Duration.ofMinutes(-1));
        assertThat(broken.mistakes())
                .hasSize(8)
                .anyMatch(mistake -> mistake.contains("health-checks.patterns") && mistake.endsWith(": ("))
                .anyMatch(mistake -> mistake.equals("events.max-log-bytes must be at least 1024: 1"));
    }
}

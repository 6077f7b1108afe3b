package io.kanshi.events;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How events are understood; immutable. {@link #mistakes()} must be empty before a decoder is made of it.
 *
 * @param healthCheckPatterns RE2, looked for anywhere in the message
 * @param healthCheckPaths whole paths, without query
 * @param healthCheckAgents how the user agents of probes start
 * @param maxLogBytes a longer line is cut, and marked with how much
 * @param maxAttributeBytes keys and values of one event together; what exceeds it stays in the column {@code log} only
 * @param maxAhead how far an event's time may be ahead of its arrival
 * @param maxBehind how far it may be behind
 */
public record EventsSettings(
        List<String> healthCheckPatterns,
        List<String> healthCheckPaths,
        List<String> healthCheckAgents,
        int maxLogBytes,
        int maxAttributeBytes,
        Duration maxAhead,
        Duration maxBehind)
        implements Serializable {

    /** Room for what Docker's pieces of 16 KiB and a stack trace need, and within CloudWatch Logs' 1 MiB an event. */
    private static final int DEFAULT_LOG_BYTES = 1 << 20;

    private static final int DEFAULT_ATTRIBUTE_BYTES = 64 << 10;
    private static final int SMALLEST_LOG_BYTES = 1024;

    public EventsSettings {
        healthCheckPatterns = List.copyOf(healthCheckPatterns);
        healthCheckPaths = List.copyOf(healthCheckPaths);
        healthCheckAgents = List.copyOf(healthCheckAgents);
    }

    public static EventsSettings defaults() {
        return new EventsSettings(
                List.of("healthcheck\\.Check", "grpc\\.health"),
                List.of(
                        "/health",
                        "/healthz",
                        "/healthcheck",
                        "/health-check",
                        "/health_check",
                        "/_health",
                        "/health/live",
                        "/health/ready",
                        "/live",
                        "/livez",
                        "/liveness",
                        "/ready",
                        "/readyz",
                        "/readiness",
                        "/ping",
                        "/actuator/health",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness"),
                List.of("ELB-HealthChecker", "kube-probe", "Amazon-Route53-Health-Check-Service", "GoogleHC"),
                DEFAULT_LOG_BYTES,
                DEFAULT_ATTRIBUTE_BYTES,
                Duration.ofMinutes(10),
                Duration.ofDays(7));
    }

    public EventsSettings withHealthCheckPatterns(List<String> patterns) {
        return new EventsSettings(
                patterns, healthCheckPaths, healthCheckAgents, maxLogBytes, maxAttributeBytes, maxAhead, maxBehind);
    }

    /** One sentence for every value that cannot be used. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        for (String pattern : healthCheckPatterns) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                mistakes.add("health-checks.patterns must be RE2 (" + e.getDescription() + "): " + pattern);
            }
        }
        for (String path : healthCheckPaths) {
            if (!path.startsWith("/")) {
                mistakes.add("health-checks.paths must start with a slash: " + path);
            }
        }
        if (healthCheckAgents.contains("")) {
            mistakes.add("health-checks.agents must not be empty texts");
        }
        if (maxLogBytes < SMALLEST_LOG_BYTES) {
            mistakes.add("events.max-log-bytes must be at least " + SMALLEST_LOG_BYTES + ": " + maxLogBytes);
        }
        if (maxAttributeBytes < 0) {
            mistakes.add("events.max-attribute-bytes must not be negative: " + maxAttributeBytes);
        }
        if (maxAhead.isNegative()) {
            mistakes.add("events.max-ahead must not be negative: " + maxAhead);
        }
        if (maxBehind.isNegative()) {
            mistakes.add("events.max-behind must not be negative: " + maxBehind);
        }
        return List.copyOf(mistakes);
    }
}

package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells health checks from what matters, and failing ones from passing ones. Every event comes by here, so each test starts with
 * something cheap that nearly all events fail: a path, a user agent or a literal; only candidates are looked at closely.
 */
public final class HealthChecks {

    private static final int BAD_REQUEST = 400;
    private static final byte[] HEALTH_RPC = "/grpc.health.v1.Health/".getBytes(StandardCharsets.US_ASCII);
    private static final List<Literal> SLOW = List.of(
            new Literal("slow"),
            new Literal("Slow"),
            new Literal("SLOW"),
            new Literal("timed out"),
            new Literal("timeout"));

    private final List<HealthPattern> patterns;
    private final List<byte[]> agents;
    private final KeyTable paths = new KeyTable();
    private final HealthRequest request;
    private final HealthRpc rpc = new HealthRpc();
    private final Utf8 plainPath = new Utf8();

    public HealthChecks(EventsSettings settings) {
        this.patterns =
                settings.healthCheckPatterns().stream().map(HealthPattern::new).toList();
        this.agents = settings.healthCheckAgents().stream()
                .map(agent -> agent.getBytes(StandardCharsets.UTF_8))
                .toList();
        settings.healthCheckPaths().stream().distinct().forEach(path -> paths.add(0, path));
        this.request = new HealthRequest(paths, settings.healthCheckPaths());
    }

    /** Never throws; reads the event and changes nothing. One thread only. */
    public HealthCheck judge(LogEvent event) {
        request.clear();
        rpc.clear();
        if (!isCandidate(event)) {
            return HealthCheck.NONE;
        }
        return isFailing(event) ? HealthCheck.FAILING : HealthCheck.PASSING;
    }

    private boolean isCandidate(LogEvent event) {
        if (!event.path.isEmpty() && isHealthPath(event.path)) {
            return true;
        }
        if (!event.userAgent.isEmpty() && isProbe(event.userAgent)) {
            return true;
        }
        if (rpc.read(event.attributes)) {
            return true;
        }
        Utf8 message = event.message;
        if (message.isEmpty()) {
            return false;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(message)) {
                return true;
            }
        }
        return request.read(message);
    }

    private boolean isHealthPath(Utf8 path) {
        if (path.startsWith(HEALTH_RPC)) {
            return true;
        }
        RequestTarget.path(path, plainPath);
        return paths.find(plainPath.bytes(), plainPath.offset(), plainPath.end()) != KeyTable.UNKNOWN;
    }

    private boolean isProbe(Utf8 agent) {
        for (int i = 0; i < agents.size(); i++) {
            if (agent.startsWith(agents.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFailing(LogEvent event) {
        if (event.isError() || event.status >= BAD_REQUEST) {
            return true;
        }
        rpc.read(event.attributes);
        if (rpc.failed() || HealthRpc.saysFailed(event.message)) {
            return true;
        }
        request.read(event.message);
        return request.status() >= BAD_REQUEST || isSlowWarning(event);
    }

    /** A check that passes but is warned about for its slowness; where no level is known, the words decide. */
    private static boolean isSlowWarning(LogEvent event) {
        if (event.level != null && event.level != Level.WARN) {
            return false;
        }
        for (Literal word : SLOW) {
            if (word.isIn(event.message)) {
                return true;
            }
        }
        return false;
    }
}

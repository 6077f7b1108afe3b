package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often something was refused from a client, by reason; each is said once. The reading thread counts, any other may look. */
final class RefusalCounts {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounts.class);

    private final Map<Refusal, AtomicLong> counts = new EnumMap<>(Refusal.class);

    RefusalCounts() {
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new AtomicLong());
        }
    }

    void add(Refusal refusal) {
        if (Objects.requireNonNull(counts.get(refusal)).incrementAndGet() == 1) {
            LOG.warn("refused from a client: " + refusal.text() + " (said once, counted in /metrics)");
        }
    }

    long count(Refusal refusal) {
        return Objects.requireNonNull(counts.get(refusal)).get();
    }
}

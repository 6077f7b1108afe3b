package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.health.Metric;
import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.settings.SidecarSettings;
import io.kanshi.settings.Address;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the task metadata endpoint and Redis at their intervals, in one daemon thread of its own. Whatever a source answers, or does not,
 * the thread goes on: a failure is counted by source and reason and told once a kind. Never delays the start: all asking happens in the
 * thread.
 */
public final class StatsLoop implements AutoCloseable {

    /** The task's facts are wanted early, for the frame header. */
    private static final Duration FACTS_RETRY = Duration.ofSeconds(1);

    /** Docker has two readings of a container only after about a second. */
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final MetricLines lines;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final ScheduledExecutorService thread;
    private final @Nullable TaskReading task;

    /**
     * Starts the thread.
     *
     * @param warnings takes a sentence the first time something goes wrong
     */
    public StatsLoop(SidecarSettings settings, MetricLines lines, Clock clock, Consumer<String> warnings) {
        this.lines = lines;
        this.clock = clock;
        this.warnings = warnings;
        this.thread = thread();
        URI metadata = settings.stats().metadataUri();
        this.task = metadata == null ? null : new TaskReading(metadata, settings.service());
        if (task != null) {
            thread.execute(() -> askFacts(task));
            schedule(task, settings.stats().every());
        }
        Address redis = settings.redis().address();
        if (redis != null) {
            schedule(new RedisReading(redis, settings.redis()), settings.redis().every());
        }
    }

    private static ScheduledExecutorService thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "kanshi-stats");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // asked again while closing
        return executor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs is guarded and throws nothing
    private void schedule(Reading reading, Duration every) {
        if (every.isZero()) {
            return;
        }
        long first = Math.min(every.toMillis(), FIRST.toMillis());
        thread.scheduleAtFixedRate(() -> take(reading), first, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Which task this is; null as long as no metadata endpoint has told. Any thread. */
    public @Nullable TaskFacts taskFacts() {
        return task == null ? null : task.facts();
    }

    /** Lines handed on so far. */
    public long linesSent() {
        return sent.sum();
    }

    /** Failures so far by {@code source: reason}, in alphabetical order. */
    public Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    /** The two counters as samples for /metrics. Any thread. */
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.counter(
                "kanshi_stats_lines_total", "Metric lines of the task and of Redis", (double) linesSent()));
        failures().forEach((name, count) -> {
            String[] parts = name.split(": ", 2);
            metrics.add(new Metric(
                    "kanshi_stats_failures_total",
                    "Questions to the task metadata endpoint or Redis without a usable answer",
                    Metric.Type.COUNTER,
                    Map.of("source", parts[0], "reason", parts[1]),
                    (double) count));
        });
        return metrics;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs is guarded and throws nothing
    private void askFacts(TaskReading reading) {
        if (reading.facts() != null) {
            return;
        }
        guarded(reading, reading::askShape);
        if (reading.facts() == null) {
            thread.schedule(() -> askFacts(reading), FACTS_RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take(Reading reading) {
        guarded(
                reading,
                () -> reading.take(clock.instant(), (line, container) -> {
                    lines.accept(line, container);
                    sent.increment();
                }));
    }

    /** What asks a source. */
    private interface Question {
        void run() throws NearbyFailure;
    }

    // An executor ends a repeated task that throws, so nothing may get through, not even an Error.
    @SuppressWarnings("CatchingUnchecked")
    private void guarded(Reading reading, Question question) {
        try {
            question.run();
        } catch (NearbyFailure failure) {
            failed(reading.name() + ": " + failure.reason().name().toLowerCase(Locale.ROOT), failure);
        } catch (Throwable unexpected) {
            failed(reading.name() + ": unexpected", unexpected);
        }
    }

    private void failed(String name, Throwable failure) {
        LongAdder count = new LongAdder();
        LongAdder known = failures.putIfAbsent(name, count);
        (known == null ? count : known).increment();
        if (known == null) {
            warnings.accept("no metrics: " + name + " (" + failure.getMessage() + "); told once, counted from now on");
        }
    }

    /** Stops asking and waits for the question under way, 5 s at most. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.kanshi.job.rulesfile;

import io.kanshi.rules.RuleFile;
import io.kanshi.rules.RulesReport;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rule file again and again in two threads of its own: one that reads, and one that waits for it no longer than a limit, checks
 * what was read and hands a sound text over. The task's thread never waits for a file system. A read that hangs beyond the limit is the
 * only one: no further one begins until it has come back.
 */
final class WatchRuleFile implements AutoCloseable {

    /**
     * S3 tells changes to the second and by its own clock, so a file that changed so recently may change again and look the same: it is
     * read once more.
     */
    private static final Duration UNSETTLED = Duration.ofMinutes(1);

    private final Path file;
    private final Handover out;
    private final RulesReports reports;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(named("rules-watch"));
    private final ThreadPoolExecutor reads =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), named("rules-read"));
    private final Pace pace;
    private @Nullable Look known;
    private String seen = "";

    /**
     * @param every after a look the next one waits this long
     * @param limit how long a look may take
     * @param clock what time it is
     */
    record Pace(Duration every, Duration limit, Clock clock) implements Serializable {}

    /** @param content null: as it was, so it was not read */
    private record Look(
            long modified,
            long length,
            boolean settled,
            @Nullable RuleText content) {}

    WatchRuleFile(Path file, Pace pace, Handover out, RulesReports reports) {
        this.file = file;
        this.pace = pace;
        this.out = out;
        this.reports = reports;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Looks now, and from then on. */
    void start() {
        Future<?> unused = ticks.scheduleWithFixedDelay(this::tick, 0, pace.every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Look look = lookWithinLimit(known);
            reports.read();
            known = look;
            if (look.content != null) {
                check(look.content);
            }
        } catch (IOException | RuntimeException unreadable) {
            reports.unread(unreadable);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (Error broken) {
            out.fail(broken);
            throw broken;
        }
    }

    private Look lookWithinLimit(@Nullable Look before) throws IOException, InterruptedException {
        Future<Look> look = submit(before);
        try {
            return look.get(pace.limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed.getCause());
        } catch (TimeoutException tooLong) {
            look.cancel(true);
            throw new IOException("no answer within " + pace.limit.toMillis() + " ms", tooLong);
        }
    }

    private Future<Look> submit(@Nullable Look before) throws IOException {
        try {
            return reads.submit(() -> look(before));
        } catch (RejectedExecutionException busy) {
            throw new IOException("an earlier attempt still waits for an answer", busy);
        }
    }

    private Look look(@Nullable Look before) throws IOException {
        FileStatus status = file.getFileSystem().getFileStatus(file);
        long modified = status.getModificationTime();
        long length = status.getLen();
        if (before != null && before.settled && before.modified == modified && before.length == length) {
            return new Look(modified, length, true, null);
        }
        boolean settled = modified < pace.clock.millis() - UNSETTLED.toMillis();
        return new Look(modified, length, settled, RuleText.read(file));
    }

    /** Each content is checked once, unless there was another one in between. */
    private void check(RuleText content) {
        String text = content instanceof RuleText.Text found ? found.text() : content.toString();
        String hash = SentRules.hash(text);
        if (hash.equals(seen)) {
            return;
        }
        seen = hash;
        if (content instanceof RuleText.Unfit unfit) {
            reports.refused(file + ": " + unfit.why());
            return;
        }
        RuleFile.Outcome outcome = RuleFile.parse(text);
        if (outcome instanceof RuleFile.Accepted accepted) {
            reports.sound(accepted.ruleset().version());
            out.put(text);
        } else {
            reports.refused(RulesReport.of(file.toString(), outcome).strip());
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        reads.shutdownNow();
    }
}

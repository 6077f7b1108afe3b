package io.kanshi.job.rulesfile;

import io.kanshi.job.RulesUpdate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** The task's side: sends a text that differs from the last one sent, in the task's thread, with the time from which it holds. */
final class RuleFileReader implements SourceReader<RulesUpdate, SentRules> {

    private static final long SECOND_MILLIS = 1000;

    private final RuleFileSource source;
    private final Clock clock;
    private final SourceReaderContext context;
    private final Handover handover = new Handover();
    private final RulesReports reports;
    private @Nullable WatchRuleFile watch;
    private @Nullable SentRules sent;

    RuleFileReader(RuleFileSource source, Clock clock, SourceReaderContext context) {
        this.source = source;
        this.clock = clock;
        this.context = context;
        this.reports = new RulesReports(source.name(), context.metricGroup());
    }

    @Override
    public void start() {
        if (sent == null) {
            context.sendSplitRequest();
        }
    }

    @Override
    public void addSplits(List<SentRules> splits) {
        for (SentRules split : splits) {
            sent = split;
            watch = source.watch(handover, reports);
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RulesUpdate> output) {
        String text = handover.take();
        SentRules before = sent;
        if (text != null && before != null) {
            String hash = SentRules.hash(text);
            if (!hash.equals(before.hash())) {
                long from = effectiveFrom(before);
                output.collect(new RulesUpdate(text, from));
                sent = new SentRules(hash, from);
                reports.taken(Instant.ofEpochMilli(from).toString());
            }
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    /** A full second that no subtask's watermark has reached, and later than that of the rules before. */
    private long effectiveFrom(SentRules before) {
        long next = (Math.floorDiv(clock.millis(), SECOND_MILLIS) + 1) * SECOND_MILLIS;
        long ahead = next + RuleFileSource.AHEAD.toMillis();
        return before.hash().isEmpty() ? ahead : Math.max(ahead, before.fromMillis() + SECOND_MILLIS);
    }

    @Override
    public List<SentRules> snapshotState(long checkpointId) {
        SentRules state = sent;
        return state == null ? List.of() : List.of(state);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return handover.available();
    }

    @Override
    public void notifyNoMoreSplits() {
        // There is one, and it has no end.
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}

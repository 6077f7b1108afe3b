package io.kanshi.job.rulesfile;

import io.kanshi.job.RulesUpdate;
import io.kanshi.job.rulesfile.WatchRuleFile.Pace;
import io.kanshi.job.source.OneReaderEnumerator;
import io.kanshi.rules.RuleFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rules while the job runs, for a source of parallelism 1 that never ends: a file that is watched, or the text that the job was built
 * with. Whatever differs from what was sent last is sent: at the start, so that a job restored with other rules takes them over at a
 * defined time, and whenever the file has changed. What is broken or cannot be read is reported, and changes nothing.
 */
public final class RuleFileSource implements Source<RulesUpdate, SentRules, List<SentRules>> {

    private static final long serialVersionUID = 1;

    /**
     * How far ahead of the wall clock new rules begin to hold. A watermark is at most the arrival of the last record, so it is not ahead of
     * the clock: this is for the way to all subtasks and for clocks that differ.
     */
    static final Duration AHEAD = Duration.ofSeconds(10);

    /** How long a look may take. S3 answers within a second; its client tries again for some. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final @Nullable Path file;
    private final Pace pace;
    private final String builtIn;

    private RuleFileSource(@Nullable Path file, Pace pace, String builtIn) {
        this.file = file;
        this.pace = pace;
        this.builtIn = builtIn;
    }

    /** Watches a file, which is looked at every so often. The clock must be serializable, as those of the JDK are. */
    public static RuleFileSource watching(Path file, Duration every, Clock clock) {
        return watching(file, new Pace(every, LIMIT, clock));
    }

    static RuleFileSource watching(Path file, Pace pace) {
        return new RuleFileSource(file, pace, "");
    }

    /** The rules that come with the job: what differs can only be another version of the job. */
    public static RuleFileSource builtIn(String text, Clock clock) {
        return new RuleFileSource(null, new Pace(LIMIT, LIMIT, clock), text);
    }

    String name() {
        return file == null ? "the built-in rules" : file.toString();
    }

    /** Begins to watch; null where there is nothing to. */
    @Nullable
    WatchRuleFile watch(Handover handover, RulesReports reports) {
        if (file == null) {
            if (RuleFile.parse(builtIn) instanceof RuleFile.Accepted accepted) {
                reports.sound(accepted.ruleset().version());
            }
            handover.put(builtIn);
            return null;
        }
        WatchRuleFile watch = new WatchRuleFile(file, pace, handover, reports);
        watch.start();
        return watch;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RulesUpdate, SentRules> createReader(SourceReaderContext context) {
        return new RuleFileReader(this, pace.clock(), context);
    }

    @Override
    public SplitEnumerator<SentRules, List<SentRules>> createEnumerator(SplitEnumeratorContext<SentRules> context) {
        return restoreEnumerator(context, List.of(SentRules.NONE));
    }

    @Override
    public SplitEnumerator<SentRules, List<SentRules>> restoreEnumerator(
            SplitEnumeratorContext<SentRules> context, List<SentRules> unassigned) {
        return new OneReaderEnumerator<>(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<SentRules> getSplitSerializer() {
        return SentRules.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<SentRules>> getEnumeratorCheckpointSerializer() {
        return SentRules.LIST_SERIALIZER;
    }
}

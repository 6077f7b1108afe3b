package io.kanshi.live;

import io.kanshi.job.RulesUpdate;
import io.kanshi.job.rulesfile.RuleFileSource;
import io.kanshi.job.source.Elements;
import io.kanshi.job.source.RepeatableSource;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;

/** Where updates of the rules come from. */
final class LiveRules {

    private LiveRules() {}

    /** A backfill ends, and its time is not the clock's: it keeps the rules that it began with. */
    static Source<RulesUpdate, ?, ?> source(LiveSettings settings) {
        LiveSettings.Rules rules = settings.rules();
        if (settings.stream().until() != null) {
            return new RepeatableSource<>(Elements.of(List.of()));
        }
        String file = rules.file();
        return file == null
                ? RuleFileSource.builtIn(rules.text(), Clock.systemUTC())
                : RuleFileSource.watching(new Path(file), rules.poll(), Clock.systemUTC());
    }
}

package io.kanshi.live;

import io.kanshi.job.Ends;
import io.kanshi.job.ErrorEvent;
import io.kanshi.job.archive.LogArchive;
import io.kanshi.job.derived.DerivedStream;
import io.kanshi.job.sns.AlertTopic;
import io.kanshi.job.table.Table;
import io.kanshi.job.table.Tables;
import io.kanshi.rules.AlertEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * The live job's outputs: every table in the archive's folder, and the ends at AWS that the settings name. An end that they do not name
 * keeps its place among those of its stream, and so its uid: the state of one must not be given to another.
 *
 * @param compactEvery checkpoints between two compactions of every table
 */
record LiveEnds(LiveSettings.Archive archive, LiveSettings.Outlets outlets, int compactEvery) {

    Ends of(Ends.Inputs inputs) {
        return Ends.of(inputs, LogArchive.sink(folder("logs"), archive.memoryBytes(), compactEvery))
                .errors(with(Tables.ERRORS, DerivedStream::errors))
                .errorLogs(errorLogs())
                .errorRates(with(Tables.ERROR_RATE, DerivedStream::errorRates))
                .alerts(alerts())
                .thresholdBreaches(with(Tables.THRESHOLD_BREACHES, DerivedStream::thresholdBreaches))
                .deadLetters(List.of(parquet(Tables.DEAD_LETTERS)))
                .gaps(List.of(parquet(Tables.LOG_GAPS)));
    }

    private List<Sink<ErrorEvent>> errorLogs() {
        return outlets.errorLogs() == null
                ? List.of()
                : List.of(outlets.errorLogs().sink());
    }

    private List<Sink<AlertEvent>> alerts() {
        List<Sink<AlertEvent>> sinks = new ArrayList<>(with(Tables.ALERTS, DerivedStream::alerts));
        sinks.add(orNowhere(outlets.chat(), AlertTopic::sink));
        sinks.add(orNowhere(outlets.json(), AlertTopic::sink));
        return sinks;
    }

    /** A table, and the derived stream where there is one. */
    private <T> List<Sink<T>> with(Table<T> table, Function<DerivedStream, Sink<T>> derived) {
        return List.of(parquet(table), orNowhere(outlets.derived(), derived));
    }

    private static <E, T> Sink<T> orNowhere(@Nullable E end, Function<E, Sink<T>> sink) {
        return end == null ? new DiscardingSink<>() : sink.apply(end);
    }

    private <T> Sink<T> parquet(Table<T> table) {
        return table.parquet(folder(table.name()), compactEvery);
    }

    private Path folder(String table) {
        return new Path(archive.folder() + "/" + table);
    }
}

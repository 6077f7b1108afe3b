package io.kanshi.bench;

import io.kanshi.testkit.sidecar.Kinesalite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who competes, by name, and with which options its process is started. */
final class Contestants {

    static final String REPLAY = "replay-2-slots";
    static final String PLAIN_LOOP = "plain-loop";
    static final String DUCKDB_1 = "duckdb-1-thread";
    static final String DUCKDB_2 = "duckdb-2-threads";

    /** The one that the others are compared with. */
    static final String MEASURE = DUCKDB_2;

    static final List<String> ALL = List.of(REPLAY, PLAIN_LOOP, DUCKDB_1, DUCKDB_2);

    static final String LIVE_1 = "live-1-slot";
    static final String LIVE_2 = "live-2-slots";

    static final String STREAM_1 = "kinesalite-1-slot";
    static final String STREAM_2 = "kinesalite-2-slots";
    static final String STREAM_CEILING = "kinesalite-ceiling";

    /** Who is measured for the live job. */
    static final List<String> LIVE = List.of(LIVE_1, LIVE_2, STREAM_1, STREAM_2, STREAM_CEILING, REPLAY, PLAIN_LOOP);

    private Contestants() {}

    static Contestant named(String name, String corpus) throws Exception {
        return switch (name) {
            case REPLAY -> new Replay(2);
            case LIVE_1 -> LiveGraph.ofFrames(1);
            case LIVE_2 -> LiveGraph.ofFrames(2);
            case STREAM_1 -> LiveGraph.ofStream(1);
            case STREAM_2 -> LiveGraph.ofStream(2);
            case STREAM_CEILING -> new StreamCeiling();
            case PLAIN_LOOP -> new PlainLoop();
            case DUCKDB_1 -> new DuckDb(corpus, 1);
            case DUCKDB_2 -> new DuckDb(corpus, 2);
            default ->
                throw new IllegalArgumentException(
                        "unknown contestant: " + name + "; there are " + ALL + " and " + LIVE);
        };
    }

    /** Whether it wants a {@link FilledStream}. */
    static boolean readsStream(String name) {
        return name.startsWith("kinesalite");
    }

    /** Whether it writes an archive, which the others' can be compared with. */
    static boolean writesArchive(String name) {
        return !name.equals(STREAM_CEILING);
    }

    /** For our own as the launcher starts them, with the heap that the design promises; DuckDB's memory is its own and not limited. */
    static List<String> javaOptions(String name) throws IOException {
        if (name.startsWith("duckdb")) {
            return List.of("-Xmx256m");
        }
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
        options.addAll(Outlets.CREDENTIALS);
        if (readsStream(name)) {
            options.add(Kinesalite.SDK_OPTION);
        }
        options.addAll(List.of(Resources.text("java.options").strip().split(" ", -1)));
        return options;
    }
}

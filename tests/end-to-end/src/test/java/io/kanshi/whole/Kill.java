package io.kanshi.whole;

import io.kanshi.testkit.flink.FlinkCluster;
import io.kanshi.testkit.s3.HeldRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When TaskManagers die. */
enum Kill {
    /** A checkpoint has promised a file: all its parts are there, but it is not put together yet. */
    BEFORE_A_COMMIT("POST ", "uploadId="),
    /** Files of several checkpoints are made one. */
    DURING_COMPACTION("POST ", "compacted-", "uploads"),
    /** Whatever they are doing; only one of them. */
    AT_ANY_TIME;

    private final List<String> request;

    /** @param request what the request has in its first line that is kept from S3 while they die; nothing: none is */
    Kill(String... request) {
        this.request = List.of(request);
    }

    /** One after the other. */
    static Kill number(int number) {
        return values()[number % values().length];
    }

    void happen(LiveCluster cluster, String test, Duration patience) throws IOException, InterruptedException {
        FlinkCluster flink = cluster.flink;
        if (request.isEmpty()) {
            flink.killTaskManager();
            flink.addTaskManager();
            return;
        }
        List<String> words = new ArrayList<>(request);
        words.add("/" + test + "/logs/");
        try (HeldRequest held = cluster.s3.holdNext(words.toArray(String[]::new))) {
            held.await(patience);
            flink.replaceTaskManagers();
        }
    }
}

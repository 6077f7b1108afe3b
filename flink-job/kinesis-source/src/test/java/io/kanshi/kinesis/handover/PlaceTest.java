package io.kanshi.kinesis.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.kinesis.assignment.AssignmentState;
import io.kanshi.kinesis.records.Aggregates;
import io.kanshi.kinesis.split.ShardSplit;
import io.kanshi.testkit.sidecar.ReadFake;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkpoint behind each record: what comes after it is exactly the rest. */
final class PlaceTest {

    @Test
    void everyPlaceIsGoneOnFromAlsoWithinAnAggregate() throws Exception {
        List<String> all = List.of("plain", "a", "b", "c", "only", "last");
        try (ReadFake fake = ReadFake.start("logs", 1, Clock.systemUTC())) {
            fake.put("k", "plain".getBytes(UTF_8));
            fake.put("k", Aggregates.of(List.of("k", "k", "k"), List.of("a", "b", "c")));
            fake.put("k", Aggregates.of(List.of("k"), List.of("only")));
            fake.put("k", "last".getBytes(UTF_8));
            AssignmentState enumerator = null;
            List<ShardSplit> reader = List.of();
            for (int given = 0; given < all.size(); given++) {
                int rest = all.size() - given;
                try (HandJob job = new HandJob(fake, HandJob.settings(fake, Long.MAX_VALUE), enumerator, reader)) {
                    job.enumeratorContext.tick();
                    job.settle();
                    job.pollUntil(() -> job.output.values.size() == 1);
                    enumerator = job.enumerator.snapshotState(given);
                    reader = job.snapshotReader(given);
                    job.pollUntil(() -> job.output.values.size() == rest);
                    assertThat(job.output.values).isEqualTo(all.subList(given, all.size()));
                }
            }
        }
    }
}

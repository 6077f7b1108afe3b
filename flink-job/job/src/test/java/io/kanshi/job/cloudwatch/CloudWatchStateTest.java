package io.kanshi.job.cloudwatch;

import io.kanshi.job.aws.StateBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State of earlier versions can be read. */
final class CloudWatchStateTest {

    @Test
    void versionOneIsReadAndWritten() throws Exception {
        StateBytes.assertKept(
                new LogLineForm(),
                List.of(new LogLine("task-1", 1_793_500_200_123L, "{\"id\":\"ä😀\"}"), new LogLine("-", 0, "")),
                "cloudwatch-1.hex");
    }
}

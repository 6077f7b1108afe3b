package io.kanshi.job.sns;

import io.kanshi.job.aws.StateBytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** State of earlier versions can be read. */
final class SnsStateTest {

    @Test
    void versionOneIsReadAndWritten() throws Exception {
        StateBytes.assertKept(
                new NotificationForm(),
                List.of(
                        new Notification("id", "thread", "{\"x\":\"ä😀\"}", new TreeMap<>(Map.of("a", "1", "b", "ü"))),
                        new Notification("", "", "", new TreeMap<>())),
                "sns-1.hex");
    }
}

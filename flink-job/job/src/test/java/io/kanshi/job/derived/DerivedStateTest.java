package io.kanshi.job.derived;

import io.kanshi.job.aws.StateBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State of earlier versions can be read. */
final class DerivedStateTest {

    @Test
    void versionOneIsReadAndWritten() throws Exception {
        StateBytes.assertKept(
                new DerivedRecordForm(),
                List.of(
                        new DerivedRecord("pay", "{\"id\":\"ä😀\"}".getBytes(StandardCharsets.UTF_8)),
                        new DerivedRecord("-", new byte[0])),
                "derived-1.hex");
    }
}

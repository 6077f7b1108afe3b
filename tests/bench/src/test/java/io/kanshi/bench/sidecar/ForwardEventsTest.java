package io.kanshi.bench.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.ValueFactory;

final class ForwardEventsTest {

    @TempDir
    private Path folder;

    @Test
    void theMessagesAreDockersAndAlwaysTheSame() throws IOException {
        ForwardEvents.write(folder.resolve("a"), 10_000);
        ForwardEvents.write(folder.resolve("b"), 10_000);
        byte[] bytes = Files.readAllBytes(folder.resolve("a"));

        assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve("b")));
        assertThat(bytes.length / 10_000).isBetween(385, 405);
        Map<String, Integer> tags = new HashMap<>();
        int checks = 0;
        int errors = 0;
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            while (unpacker.hasNext()) {
                ArrayValue message = unpacker.unpackValue().asArrayValue();
                assertThat(message.size()).isEqualTo(4);
                tags.merge(message.get(0).asStringValue().asString(), 1, Integer::sum);
                String log = String.valueOf(message.get(2).asMapValue().map().get(ValueFactory.newString("log")));
                checks += log.contains("grpc.health.v1.Health/Check") || log.contains("/healthcheck.Check") ? 1 : 0;
                errors += log.contains("\"level\":\"error\"") && log.contains("\"status\":500") ? 1 : 0;
            }
        }
        assertThat(tags).hasSize(4).allSatisfy((tag, count) -> assertThat(count).isEqualTo(2_500));
        assertThat(checks).isBetween(1_000, 1_400);
        assertThat(errors).isBetween(120, 280);
    }
}

package io.kanshi.testkit.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.kanshi.testkit.Container;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ArrayValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

final class ForwardMessagesTest {

    private static final Instant TIME = Instant.ofEpochSecond(1_793_500_000L, 12_345);
    private static final Map<String, Object> RECORD = Map.of("log", "hi");
    private static final ForwardEntry ENTRY = ForwardEntry.of(TIME, RECORD);

    @Test
    void aMessageIsWhatDockerSends() throws IOException {
        byte[] bytes = ForwardMessages.message("t", ENTRY, Map.of());

        // 94 a1 't' d7 00 seconds nanoseconds 81 a3 'log' a2 'hi' 80
        assertThat(bytes).startsWith(0x94, 0xa1, 't', 0xd7, 0x00, 0x6a, 0xe6, 0xa3, 0x60, 0x00, 0x00, 0x30, 0x39);
        assertThat(bytes).endsWith(0x81, 0xa3, 'l', 'o', 'g', 0xa2, 'h', 'i', 0x80);
        assertThat(bytes).hasSize(22);
    }

    @Test
    void timesHaveThreeForms() throws IOException {
        byte[] ext8 = ForwardMessages.message("t", ENTRY.form(ForwardTime.EXT8), ForwardMessages.NO_OPTIONS);
        byte[] seconds = ForwardMessages.message("t", ENTRY.form(ForwardTime.SECONDS), ForwardMessages.NO_OPTIONS);

        assertThat(ext8).startsWith(0x93, 0xa1, 't', 0xc7, 0x08, 0x00, 0x6a, 0xe6, 0xa3, 0x60);
        assertThat(seconds).startsWith(0x93, 0xa1, 't', 0xce, 0x6a, 0xe6, 0xa3, 0x60, 0x81);
    }

    @Test
    void forwardCarriesEntriesWithAndWithoutMetadata() throws IOException {
        List<ForwardEntry> entries =
                List.of(ENTRY, ENTRY.metadata(Map.of("k", 1L)).form(ForwardTime.SECONDS));
        ArrayValue message = only(ForwardMessages.forward("t", entries, ForwardMessages.chunk("c1")));

        assertThat(message.size()).isEqualTo(3);
        ArrayValue second = message.get(1).asArrayValue().get(1).asArrayValue();
        assertThat(second.get(0).toJson()).isEqualTo("[1793500000,{\"k\":1}]");
        assertThat(second.get(1).toJson()).isEqualTo("{\"log\":\"hi\"}");
        assertThat(message.get(2).toJson()).isEqualTo("{\"chunk\":\"c1\"}");
    }

    @Test
    void packedEntriesAreBinOrStr() throws IOException {
        byte[] entries = ForwardMessages.entries(List.of(ENTRY, ENTRY));
        ArrayValue bin = only(ForwardMessages.packedForward("t", entries, ForwardMessages.NO_OPTIONS));
        ArrayValue str = only(ForwardMessages.packedForwardAsText("t", entries, ForwardMessages.NO_OPTIONS));

        assertThat(bin.get(1).isBinaryValue()).isTrue();
        assertThat(str.get(1).isStringValue()).isTrue();
        assertThat(str.get(1).asRawValue().asByteArray()).isEqualTo(entries);
        assertThat(values(bin.get(1).asRawValue().asByteArray())).hasSize(2);
    }

    @Test
    void compressedEntriesMayBeSeveralMembers() throws IOException {
        for (Compression compression : Compression.values()) {
            ArrayValue message = only(ForwardMessages.compressed(
                    "t", List.of(List.of(ENTRY), List.of(ENTRY, ENTRY)), compression, Map.of()));
            byte[] payload = message.get(1).asRawValue().asByteArray();
            InputStream in = compression == Compression.GZIP
                    ? new GZIPInputStream(new ByteArrayInputStream(payload))
                    : new ZstdInputStream(new ByteArrayInputStream(payload));

            assertThat(values(in.readAllBytes())).as(compression.label()).hasSize(3);
            assertThat(message.get(2).toJson()).isEqualTo("{\"compressed\":\"" + compression.label() + "\"}");
        }
    }

    @Test
    void bytesOfAStringAreKeptAsTheyAre() throws IOException {
        byte[] broken = {'a', (byte) 0xff, 'b'};
        Value value = values(ForwardMessages.value(broken)).get(0);

        assertThat(value.isStringValue()).isTrue();
        assertThat(value.asRawValue().asByteArray()).isEqualTo(broken);
    }

    @Test
    void aLongLineComesInPiecesAsDockerCutsThem() throws IOException {
        Container container = Container.of("payment");
        DockerLines lines = new DockerLines(container).with("service", "payment");

        assertThat(marks(lines.line(TIME, "stdout", "x".repeat(16_383)))).containsExactly("16383 null null");
        assertThat(marks(lines.line(TIME, "stdout", "x".repeat(16_384)))).containsExactly("16384 1 false", "0 2 true");
        assertThat(marks(lines.line(TIME, "stdout", "x".repeat(40_000))))
                .containsExactly("16384 1 false", "16384 2 false", "7232 3 true");
        assertThat(marks(lines.tail(TIME, "stdout", "x".repeat(16_385).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("16384 1 false", "1 2 false");

        ArrayValue message = only(lines.line(TIME, "stderr", "hi").get(0));
        assertThat(message.size()).isEqualTo(4);
        assertThat(message.get(0).asStringValue().asString()).isEqualTo("app-firelens-" + container.taskId());
        assertThat(message.get(2).toJson())
                .isEqualTo("{\"container_id\":\"" + container.id() + "\",\"container_name\":\"" + container.name()
                        + "\",\"source\":\"stderr\",\"log\":\"hi\",\"service\":\"payment\"}");
        assertThat(message.get(3).asMapValue().size()).isZero();
    }

    /** Length of the log, ordinal, last. */
    private static List<String> marks(List<byte[]> messages) throws IOException {
        List<String> marks = new ArrayList<>();
        for (byte[] message : messages) {
            Map<Value, Value> record = only(message).get(2).asMapValue().map();
            Value log = record.getOrDefault(ValueFactory.newString("log"), ValueFactory.newNil());
            marks.add(
                    log.asRawValue().asByteArray().length + " " + record.get(ValueFactory.newString("partial_ordinal"))
                            + " " + record.get(ValueFactory.newString("partial_last")));
        }
        return marks;
    }

    private static ArrayValue only(byte[] bytes) throws IOException {
        List<Value> values = values(bytes);
        assertThat(values).hasSize(1);
        return values.get(0).asArrayValue();
    }

    private static List<Value> values(byte[] bytes) throws IOException {
        List<Value> values = new ArrayList<>();
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            while (unpacker.hasNext()) {
                values.add(unpacker.unpackValue());
            }
        }
        return values;
    }
}

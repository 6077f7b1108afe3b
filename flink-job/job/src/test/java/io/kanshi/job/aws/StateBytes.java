package io.kanshi.job.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;

/** Compares a sink's state with bytes that an earlier version wrote, which are kept among the resources of the tests. */
public final class StateBytes {

    private StateBytes() {}

    /** These entries give the bytes of the resource, and the bytes give these entries. */
    public static <E extends Serializable> void assertKept(EntryForm<E> form, List<E> entries, String resource)
            throws IOException {
        EntryState<E> state = new EntryState<>(form);
        byte[] bytes = state.serialize(new BufferedRequestState<>(entries.stream()
                .map(entry -> new RequestEntryWrapper<>(entry, form.size(entry)))
                .toList()));
        byte[] kept = read(resource);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(kept));
        assertThat(state.deserialize(1, kept).getBufferedRequestEntries())
                .extracting(RequestEntryWrapper::getRequestEntry)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(entries);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream hex = StateBytes.class.getResourceAsStream("/state/" + resource)) {
            if (hex == null) {
                return new byte[0];
            }
            return HexFormat.of()
                    .parseHex(new String(hex.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip());
        }
    }
}

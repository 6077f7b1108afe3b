package io.kanshi.fuzz;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import io.kanshi.testkit.sidecar.ForwardTime;
import io.kanshi.testkit.sidecar.ForwardValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the fuzzer starts: messages of every mode, lines of every kind, each with its first byte. */
final class ForwardSeeds {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00.123456789Z");

    private ForwardSeeds() {}

    static Stream<byte[]> inputs() {
        List<byte[]> inputs = new ArrayList<>();
        List<ForwardEntry> entries = entries();
        messages(entries).forEach(message -> {
            inputs.add(input(ForwardInput.WHOLE, message));
            inputs.add(input(ForwardInput.CUT & 5 | ForwardInput.TIME_PASSES, message));
        });
        byte[] packed = ForwardMessages.entries(entries);
        inputs.add(input(ForwardInput.PACKED, packed));
        inputs.add(input(ForwardInput.GZIP, packed));
        inputs.add(input(ForwardInput.ZSTD, packed));
        inputs.add(input(ForwardInput.WHOLE, new byte[] {ForwardMessages.NIL}));
        return inputs.stream();
    }

    private static byte[] input(int how, byte[] bytes) {
        byte[] input = new byte[1 + bytes.length];
        input[0] = (byte) how;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    private static List<byte[]> messages(List<ForwardEntry> entries) {
        List<byte[]> messages = new ArrayList<>();
        entries.forEach(entry -> messages.add(ForwardMessages.message("tag", entry, Map.of())));
        messages.add(ForwardMessages.forward("tag", entries, ForwardMessages.chunk("c1")));
        messages.add(
                ForwardMessages.packedForward("tag", ForwardMessages.entries(entries), ForwardMessages.chunk("c2")));
        messages.add(ForwardMessages.packedForwardAsText(
                "tag", ForwardMessages.entries(entries), ForwardMessages.NO_OPTIONS));
        messages.add(ForwardMessages.compressed("tag", List.of(entries, entries), Compression.GZIP, Map.of()));
        messages.add(
                ForwardMessages.compressed("tag", List.of(entries), Compression.ZSTD, ForwardMessages.chunk("c3")));
        messages.add(ForwardMessages.forward("tag", entries, Map.of("fluent_signal", 1)));
        messages.addAll(docker());
        return messages;
    }

    private static List<ForwardEntry> entries() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("n", 5);
        odd.put("x", -1.5);
        odd.put("yes", true);
        odd.put("nothing", Optional.empty());
        odd.put("deep", Map.of("a", List.of(1, "two", Map.of("k", List.of()))));
        odd.put("bytes", new ForwardValue.Binary(new byte[] {0, (byte) 0xff, '"'}));
        ForwardEntry log =
                ForwardEntry.of(TIME, Map.of("log", "ERROR \"no\"\n\tat a", "container_id", "abc", "time", 1));
        return List.of(
                log,
                log.metadata(Map.of("m", 1)),
                ForwardEntry.of(TIME, odd).form(ForwardTime.SECONDS),
                ForwardEntry.of(TIME, Map.of("log", new byte[] {'a', (byte) 0xe2, (byte) 0x82}))
                        .form(ForwardTime.EXT8));
    }

    private static List<byte[]> docker() {
        DockerLines docker = new DockerLines(Container.of("a")).with("label", "v");
        List<byte[]> trace = new ArrayList<>(docker.line(TIME, "stderr", "2026 ERROR no"));
        trace.addAll(docker.line(TIME, "stderr", "java.lang.Error: no"));
        trace.addAll(docker.line(TIME, "stderr", "\tat a.B.c(B.java:1)"));
        return List.of(DockerLines.joined(trace), pieces("true"), pieces("false"));
    }

    /** Small ones, so that the fuzzer can change them: a piece need not have 16 KiB. */
    private static byte[] pieces(String last) {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("container_id", "abc");
            record.put("source", "stdout");
            record.put("log", i == 2 ? new byte[] {(byte) 0xc3} : "piece" + i);
            record.put("partial_message", "true");
            record.put("partial_id", "p");
            record.put("partial_ordinal", Integer.toString(i));
            record.put("partial_last", i == 3 ? last : "false");
            pieces.add(ForwardMessages.message("tag", ForwardEntry.of(TIME, record), Map.of()));
        }
        return DockerLines.joined(pieces);
    }
}

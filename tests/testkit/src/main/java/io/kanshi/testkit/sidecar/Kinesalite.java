package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Json;
import io.kanshi.testkit.emulator.EmulatorProcess;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The emulator kinesalite as a process of its own, for measurements: it gives large records ten times as fast as {@link KinesisLocal}, or more.
 * Installed on first use, like that. What is in it stays in its memory; it never throttles, answers may be larger than the service's, and
 * it reads and writes JSON only, so that AWS's SDK must be told {@link #SDK_OPTION}. One thread.
 */
public final class Kinesalite implements AutoCloseable {

    /** The only one that it knows. */
    public static final String REGION = KinesisEmulator.REGION;

    /** For Java, where the SDK talks to it: the SDK's own choice is CBOR, in which kinesalite does not keep bytes apart from texts. */
    public static final String SDK_OPTION = "-Daws.cborEnabled=false";

    private final KinesisEmulator emulator;

    /**
     * A record to be put.
     *
     * @param hashKey from 0 to 2^128 − 1, says which shard takes it
     */
    public record Entry(String partitionKey, BigInteger hashKey, byte[] data) {}

    private Kinesalite(KinesisEmulator emulator) {
        this.emulator = emulator;
    }

    /** Starts it, or fails with what is missing. */
    public static Kinesalite start() throws IOException, InterruptedException {
        int port = EmulatorProcess.freePort();
        ProcessBuilder program = new ProcessBuilder(
                "node", Emulators.installed().script("kinesalite.js").toString(), Integer.toString(port));
        return new Kinesalite(KinesisEmulator.start("kinesalite", program, port));
    }

    public URI endpoint() {
        return emulator.endpoint();
    }

    /** Makes a stream and waits until it can be written to. */
    public void createStream(String name, int shards) throws IOException, InterruptedException {
        emulator.createStream(name, shards);
    }

    /**
     * Puts records, in their order; at most 500, and 5 MB of data.
     *
     * @throws IOException when any is refused
     */
    public void put(String stream, List<Entry> entries) throws IOException, InterruptedException {
        String records = entries.stream()
                .map(entry -> Json.object()
                        .put("PartitionKey", entry.partitionKey)
                        .put("ExplicitHashKey", entry.hashKey.toString())
                        .put("Data", Base64.getEncoder().encodeToString(entry.data))
                        .toString())
                .collect(Collectors.joining(",", "[", "]"));
        String answer = emulator.order(
                "PutRecords", Json.object().put("StreamName", stream).raw("Records", records));
        if (!answer.contains("\"FailedRecordCount\":0,")) {
            throw new IOException("kinesalite refused records: " + answer);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        emulator.close();
    }
}

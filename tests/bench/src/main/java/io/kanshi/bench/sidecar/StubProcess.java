package io.kanshi.bench.sidecar;

import com.github.luben.zstd.ZstdInputStream;
import io.kanshi.testkit.sidecar.AcceptedRecord;
import io.kanshi.testkit.sidecar.KinesisCounts;
import io.kanshi.testkit.sidecar.KinesisFake;
import io.kanshi.testkit.sidecar.KinesisFakeOptions;
import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.FrameHeaderJson;
import io.kanshi.wire.ParsedHeader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Kinesis that accepts everything at once and counts, in a process of its own. Says its port; then reads how many events to wait for
 * and answers with its {@link Totals} when frames have brought them. Of every frame it unpacks the header only.
 */
final class StubProcess {

    private static final int LONGEST_HEADER = 64 << 10;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Set<String> frames = new HashSet<>();
    private long events;
    private long joinedAndShed;

    private StubProcess() {}

    /** Usage: StubProcess STREAM. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        StubProcess stub = new StubProcess();
        KinesisFakeOptions options = KinesisFakeOptions.stream(arguments[0]).countingOnly();
        try (KinesisFake fake = KinesisFake.start(options)) {
            fake.watch(stub::take);
            System.out.println(fake.endpoint());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                stub.await(Long.parseLong(order));
                System.out.println(stub.totals(fake.counts()).line());
            }
        }
    }

    private synchronized void await(long wanted) throws InterruptedException {
        long before = -1;
        while (events + joinedAndShed < wanted && frames.size() > before) {
            before = frames.size();
            awaitFrame();
        }
    }

    /** Returns without one when none came for long: the rest is lost, and the table will say so. */
    private void awaitFrame() throws InterruptedException {
        long frame = frames.size();
        long start = System.nanoTime();
        long left = PATIENCE_MILLIS;
        while (frames.size() == frame && left > 0) {
            wait(left);
            left = PATIENCE_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    private synchronized Totals totals(KinesisCounts counts) {
        return new Totals(events, joinedAndShed, counts.bytes(), counts.records(), counts.requests());
    }

    private synchronized void take(AcceptedRecord record) {
        FrameHeader header = header(record.data());
        if (frames.add(header.boot() + '/' + header.lane() + '/' + header.seq())) {
            events += header.events();
            joinedAndShed = Math.max(joinedAndShed, header.joined() + header.shed());
            notifyAll();
        }
    }

    /** The header of a frame. */
    static FrameHeader header(byte[] data) {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(data))) {
            byte[] start = in.readNBytes(LONGEST_HEADER);
            int end = 0;
            while (end < start.length && start[end] != '\n') {
                end++;
            }
            if (FrameHeaderJson.read(start, 0, end) instanceof ParsedHeader.Valid valid) {
                return valid.header();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a record is no frame", e);
        }
        throw new IllegalStateException("a record has no header");
    }
}

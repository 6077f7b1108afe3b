package io.kanshi.testkit.sidecar;

import io.kanshi.wire.FrameHeader;
import io.kanshi.wire.Unpacker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stream received from sidecars: frames unpacked, repeats removed, in the order (boot, lane, seq, line). Reading fails with an
 * AssertionError where a frame is broken, where two of the same (boot, lane, seq) differ in their lines, or where one (boot, lane) has two
 * partition keys. A value; never changes after it was read.
 */
public final class SidecarFrames {

    private static final Comparator<FrameHeader> ORDER = Comparator.comparing(FrameHeader::boot)
            .thenComparingInt(FrameHeader::lane)
            .thenComparingLong(FrameHeader::seq);

    /** The counts only grow, and what is no longer held was delivered, joined or shed: so this is the order in which they were written. */
    private static final Comparator<FrameHeader> AGE = Comparator.comparingLong(FrameHeader::received)
            .thenComparingLong(header -> header.received() - header.held());

    private final List<FrameHeader> headers;
    private final List<SidecarEvent> events;
    private final int repeats;

    private SidecarFrames(List<SidecarFrame> frames, int repeats) {
        this.headers = frames.stream().map(SidecarFrame::header).toList();
        this.events = frames.stream().flatMap(frame -> frame.events().stream()).toList();
        this.repeats = repeats;
    }

    public static SidecarFrames of(KinesisFake fake) {
        return of(fake.records());
    }

    public static SidecarFrames of(List<AcceptedRecord> records) {
        Map<FrameHeader, SidecarFrame> frames = new TreeMap<>(ORDER);
        Map<String, String> keys = new HashMap<>();
        int repeats = 0;
        try (Unpacker unpacker = new Unpacker()) {
            for (AcceptedRecord record : records) {
                SidecarFrame frame = SidecarFrame.read(record, unpacker);
                checkKey(frame, keys);
                SidecarFrame first = frames.putIfAbsent(frame.header(), frame);
                if (first != null) {
                    checkRepeat(first, frame);
                    repeats++;
                }
            }
        }
        return new SidecarFrames(List.copyOf(frames.values()), repeats);
    }

    /** Waits until the fake accepted frames with so many events, repeats not counted. Fails after the timeout. */
    public static SidecarFrames await(KinesisFake fake, int events, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<AcceptedRecord> records = fake.records();
            SidecarFrames frames = of(records);
            if (frames.events.size() >= events) {
                return frames;
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw new AssertionError("waited " + timeout + " for " + events + " events, but there are "
                        + frames.events.size() + " in " + frames.headers.size() + " frames; the last headers are "
                        + frames.lastHeaders());
            }
            fake.awaitMoreThan(records.size(), left);
        }
    }

    private static void checkKey(SidecarFrame frame, Map<String, String> keys) {
        String lane = frame.header().boot() + '/' + frame.header().lane();
        String key = frame.record().partitionKey();
        String first = keys.putIfAbsent(lane, key);
        if (first != null && !first.equals(key)) {
            throw new AssertionError("lane " + lane + " has two partition keys: " + first + " and " + key);
        }
    }

    private static void checkRepeat(SidecarFrame first, SidecarFrame repeat) {
        if (!first.hasLinesOf(repeat)) {
            throw new AssertionError("frame " + first.id() + " came twice with different lines");
        }
    }

    /** In order, repeats removed. */
    public List<SidecarEvent> events() {
        return events;
    }

    /** In order, repeats removed. */
    public List<FrameHeader> headers() {
        return headers;
    }

    /** Records whose frame was there already. */
    public int repeats() {
        return repeats;
    }

    /** Numbers that are missing between the first and the last frame of every lane, as boot/lane/seq. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        Map<String, Long> next = new HashMap<>();
        for (FrameHeader header : headers) {
            String lane = header.boot() + '/' + header.lane();
            for (long seq = next.getOrDefault(lane, 0L); seq < header.seq(); seq++) {
                gaps.add(lane + '/' + seq);
            }
            next.put(lane, header.seq() + 1);
        }
        return gaps;
    }

    /** The header that was written last, for every boot. */
    public Map<String, FrameHeader> lastHeaders() {
        Map<String, FrameHeader> last = new TreeMap<>();
        for (FrameHeader header : headers) {
            last.merge(header.boot(), header, (one, other) -> AGE.compare(one, other) > 0 ? one : other);
        }
        return last;
    }

    /** Checks {@code received = Σ events + joined + shed + held} of every boot's last header. */
    public void checkAccounts() {
        Map<String, Long> delivered = new HashMap<>();
        headers.forEach(header -> delivered.merge(header.boot(), (long) header.events(), Long::sum));
        lastHeaders().forEach((boot, last) -> {
            long accounted = delivered.getOrDefault(boot, 0L) + last.joined() + last.shed() + last.held();
            if (last.received() != accounted) {
                throw new AssertionError("boot " + boot + " received " + last.received() + " lines, but accounts for "
                        + accounted + ": " + delivered.get(boot) + " events in frames and the rest of " + last);
            }
        });
    }
}

package io.kanshi.replay.source;

import io.kanshi.job.RawRecord;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Prints how fast files become records, to be run by hand: {@code ReadingSpeed FILE…}. */
final class ReadingSpeed {

    private ReadingSpeed() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long records = 0;
            long bytes = 0;
            try (RecordSequence sequence =
                    new RecordSequence(CapturedFiles.resolve(Arrays.asList(arguments)), ReplaySettings.DEFAULTS)) {
                for (RawRecord record = sequence.next(); record != null; record = sequence.next()) {
                    records++;
                    bytes += record.bytes.length;
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%,d lines, %,d joined, %,d records, %,d bytes, %.2f s: %,.0f lines/s, %,.0f lines per second of this thread's processor time; late %d, crowded %d, implausible %d%n",
                        sequence.received(),
                        sequence.joined(),
                        records,
                        bytes,
                        seconds,
                        sequence.received() / seconds,
                        sequence.received()
                                * 1e9
                                / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu),
                        sequence.counts().late,
                        sequence.counts().crowded,
                        sequence.counts().implausible);
            }
        }
    }
}

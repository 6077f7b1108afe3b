package io.kanshi.forwarder.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CpuReadingTest {

    private static final double UNKNOWN = Double.NaN;

    @Test
    void aShareOfTheMachine() {
        CpuReading before = new CpuReading(1e9, 100e9, 4, 10);
        assertThat(new CpuReading(2e9, 104e9, 4, 11).unitsSince(before)).isEqualTo(1024);
    }

    @Test
    void withoutTheMachinesCounterTheClockTells() {
        CpuReading before = new CpuReading(1e9, UNKNOWN, UNKNOWN, 10);
        assertThat(new CpuReading(2e9, UNKNOWN, UNKNOWN, 12).unitsSince(before)).isEqualTo(512);
    }

    /** Docker writes zeros for "there was no reading before": taken as one, they would give the average since the machine's start. */
    @Test
    void zerosAreNoReadingBefore() {
        CpuReading none = new CpuReading(0, 0, 0, UNKNOWN);
        assertThat(new CpuReading(2e9, 104e9, 4, 11).unitsSince(none)).isNaN();
    }

    @Test
    void theSameReadingOrARestartTellsNothing() {
        CpuReading reading = new CpuReading(2e9, 104e9, 4, 11);
        assertThat(reading.unitsSince(reading)).isNaN();
        assertThat(new CpuReading(1e9, 108e9, 4, 12).unitsSince(reading)).isNaN();
        assertThat(new CpuReading(UNKNOWN, 108e9, 4, 12).unitsSince(reading)).isNaN();
    }
}

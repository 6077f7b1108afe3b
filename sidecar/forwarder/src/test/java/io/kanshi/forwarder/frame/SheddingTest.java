package io.kanshi.forwarder.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.hold.Pressure;
import io.kanshi.testkit.sidecar.ForwardMessages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes first when there is hardly room. */
final class SheddingTest {

    private final Shedding shedding = new Shedding();

    private boolean drops(Map<String, ?> record, Pressure pressure) {
        Cursor cursor = new Cursor().set(ForwardMessages.value(record), 0);
        boolean drops = shedding.drops(cursor, pressure);
        assertThat(cursor.at()).as("the cursor stays").isZero();
        return drops;
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,       false, false, false, false",
        "SHED_DEBUG, true,  false, false, false",
        "SHED_INFO,  true,  true,  false, false",
        "SHED_WARN,  true,  true,  true,  false"
    })
    void theLowestLevelsFirstAndErrorsNever(
            Pressure pressure, boolean debug, boolean info, boolean warn, boolean error) {
        assertThat(drops(Map.of("log", "DEBUG x"), pressure)).isEqualTo(debug);
        assertThat(drops(Map.of("log", "TRACE x"), pressure)).isEqualTo(debug);
        assertThat(drops(Map.of("log", "INFO x"), pressure)).isEqualTo(info);
        assertThat(drops(Map.of("log", "WARN x"), pressure)).isEqualTo(warn);
        assertThat(drops(Map.of("log", "ERROR x"), pressure)).isEqualTo(error);
        assertThat(drops(Map.of("log", "FATAL x"), pressure)).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "SHED_DEBUG, false", "SHED_INFO, true", "SHED_WARN, true"})
    void whatSaysNoLevelRanksAsInfo(Pressure pressure, boolean dropped) {
        assertThat(drops(Map.of("log", "x"), pressure)).isEqualTo(dropped);
        assertThat(drops(Map.of("log", ""), pressure)).isEqualTo(dropped);
        assertThat(drops(Map.of("level", "error"), pressure)).isEqualTo(dropped);
        assertThat(drops(Map.of(), pressure)).isEqualTo(dropped);
    }

    @Test
    void theLevelOfOneRecordDoesNotStayForTheNext() {
        assertThat(drops(Map.of("log", "ERROR x"), Pressure.SHED_WARN)).isFalse();
        assertThat(drops(Map.of("n", 1), Pressure.SHED_WARN)).isTrue();
    }
}

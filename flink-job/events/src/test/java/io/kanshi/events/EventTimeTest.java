package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.Utf8;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    private final EventTime time = new EventTime();

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2022-08-22T05:18:16.154660034Z, 1661145496154660034",
        "2022-08-22T05:18:16.1546600341239Z, 1661145496154660034",
        "2022-08-22T14:18:16.1+09:00, 1661145496100000000",
        "2022-08-22T00:18:16-0500, 1661145496000000000",
        "2022-08-22 05:18:16.154, 1661145496154000000",
        "1969-12-31T23:59:59.5Z, -500000000",
        "2000-02-29T00:00:00Z, 951782400000000000",
        "1661145496.154773, 1661145496154773000",
        "1661145496.1547730004, 1661145496154773000",
        "1661145496, 1661145496000000000",
        "1661145496154, 1661145496154000000",
        "1661145496154773, 1661145496154773000",
        "1661145496154773001, 1661145496154773001",
        "1.661145496154773e9, 1661145496154773000",
        "-1.5, -1500000000",
        "9999-12-31T23:59:59Z, 9223372036854775807",
        "0001-01-01T00:00:00Z, -9223372036854775807"
    })
    void reads(String text, long nanos) {
        assertThat(time.nanos(Utf8.of(text))).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2022-13-01T00:00:00Z",
                "2022-08-22T25:00:00Z",
                "2022-08-22T05:18:16 CET",
                "1661145496x",
                "2022-08-22T05:18:16+0x:00",
                "-",
                ".",
                "1e",
                "99999999999999999999",
                "2022-08-22T05:18:16+",
                "1e9999",
                "--1"
            })
    void refuses(String text) {
        assertThat(time.nanos(Utf8.of(text))).isEqualTo(EventTime.UNREADABLE);
    }

    @Test
    void agreesWithTheLibraryOnRandomInstants() {
        long seed = Long.getLong("kanshi.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long seconds = random.nextLong(-9_000_000_000L, 9_000_000_000L);
            int nanos = random.nextInt(1_000_000_000);
            long expected = seconds * 1_000_000_000L + nanos;
            String rfc3339 = Instant.ofEpochSecond(seconds, nanos).toString();
            assertThat(time.nanos(Utf8.of(rfc3339))).as("seed " + seed).isEqualTo(expected);
            String epoch = BigDecimal.valueOf(expected, 9).toPlainString();
            assertThat(time.nanos(Utf8.of(epoch))).as("seed " + seed).isEqualTo(expected);
        }
    }
}

package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.wire.Utf8;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private final Fingerprint fingerprint = new Fingerprint();

    private long of(String message) {
        return fingerprint.of(Utf8.of(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order 5 failed                                     | order 1234567 failed
            order -5 failed                                    | order 7 failed
            took 12ms                                          | took 1.5s
            took 1m30.5s                                       | took 300µs
            GET /api/v1/shops/12/orders/9 handled              | GET /api/v1/shops/7/orders/88 handled
            user 8f14e45f-ceea-467f-a3bb-12ab34cd56ef gone     | user 00000000-0000-4000-8000-000000000000 gone
            trace 4bf92f3577b34da6a3ce929d0e0e4736 x           | trace ffffffffffffffffffffffffffffffff x
            name "alice" is taken                              | name "bob smith" is taken
            name 'alice' is taken                              | name 'bob' is taken
            pod shop-5d9c7b8f6d-x2x4z is down                  | pod shop-7f8b9c6d5e-k9p2q is down
            mail to alice@example.com bounced                  | mail to bob99@mail.example.org bounced
            connect to 10.0.0.7:5432 refused                   | connect to 192.168.100.12:80 refused
            distances [0, 50]                                  | distances [0, 50, 100, 250]
            too    many   blanks 1                             | too many blanks 2
            """)
    void equalPatterns(String one, String other) {
        assertThat(of(one)).as(one + " / " + other).isEqualTo(of(other)).isNotZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order 5 failed           | order 5 done
            connection refused       | connection reset
            can't open               | can't close
            x.Foo2Controller failed  | x.Bar2Controller failed
            a                        | b
            """)
    void differentPatterns(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void framesOfAStackTraceDoNotCountButTheExceptionDoes() {
        String first =
                "order 5 failed\njava.lang.IllegalStateException: order 5 is gone\n\tat a.B.c(B.java:12)\n\tat a.D.e(D.java:1)";
        String second =
                "order 6 failed\njava.lang.IllegalStateException: order 66 is gone\n\tat a.X$$Proxy1.c(X.java:9)";
        String other = "order 6 failed\njava.net.SocketTimeoutException: Read timed out\n\tat a.X$$Proxy1.c(X.java:9)";
        assertThat(of(first)).isEqualTo(of(second)).isNotEqualTo(of(other));
    }

    @Test
    void pythonNamesTheExceptionLast() {
        String trace = "Traceback (most recent call last):\n  File \"/app/x.py\", line %d, in f\n    g()\n%s";
        assertThat(of(trace.formatted(1, "ValueError: invalid literal: 'a'")))
                .isEqualTo(of(trace.formatted(2, "ValueError: invalid literal: 'b'")))
                .isNotEqualTo(of(trace.formatted(1, "KeyError: 'a'")));
    }

    @Test
    void nothingHasNone() {
        assertThat(of("")).isEqualTo(LogEvent.NO_FINGERPRINT);
        assertThat(of(" \n\t")).isEqualTo(LogEvent.NO_FINGERPRINT);
        assertThat(fingerprint.of(new Utf8())).isEqualTo(LogEvent.NO_FINGERPRINT);
    }

    /** The number is stored in tables and alerts: a change of the function is a change of all of them, and must be meant. */
    @Test
    void staysWhatItIs() {
        assertThat(Fingerprint.text(of("order 5 failed"))).isEqualTo("5416ac1e77848a04");
        assertThat(Fingerprint.text(1)).isEqualTo("0000000000000001");
    }

    @Test
    void takesAnyBytesAndDependsOnNothingBefore() {
        long seed = Long.getLong("kanshi.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(700)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                for (int k = 0; k < bytes.length; k++) {
                    bytes[k] = (byte) "a1f-\"' .,:@\n#".charAt((bytes[k] & 0xff) % 13);
                }
            }
            Utf8 text = new Utf8().set(bytes, 0, bytes.length);
            long one = fingerprint.of(text);
            byte[] moved = new byte[bytes.length + 7];
            java.util.Arrays.fill(moved, (byte) (i % 3 == 0 ? 'x' : '5'));
            System.arraycopy(bytes, 0, moved, 3, bytes.length);
            long other = new Fingerprint().of(new Utf8().set(moved, 3, bytes.length));
            assertThat(other).as("seed " + seed).isEqualTo(one);
        }
    }
}

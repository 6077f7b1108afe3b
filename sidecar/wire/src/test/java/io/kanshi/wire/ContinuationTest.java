package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs really print, with a bar before each line that begins an event. */
class ContinuationTest {

    static Stream<Arguments> logs() {
        return Stream.of(
                Arguments.of("Java, logged", """
                        |2026-01-01 10:00:00.000 ERROR o.k.Shop - order failed
                        java.lang.IllegalStateException: no stock
                        \tat org.shop.Orders.take(Orders.java:10)
                        \tat org.shop.Main.main(Main.java:3)
                        \tSuppressed: java.io.IOException: closed
                        \t\tat org.shop.Db.close(Db.java:9)
                        Caused by: java.sql.SQLException: deadlock
                        \tat org.shop.Db.query(Db.java:5)
                        \t... 12 more
                        |2026-01-01 10:00:00.001 INFO o.k.Shop - next
                        |2026-01-01 10:00:00.002 INFO o.k.Shop - and next"""),
                Arguments.of("Java, not indented", """
                        |[ERROR] order failed
                        java.lang.IllegalStateException
                        at org.shop.Orders.take(Orders.java:10)
                        ... 3 common frames omitted
                        Wrapped by: java.lang.RuntimeException: x
                        at org.shop.Orders.take(Orders.java:11)
                        |[INFO] next"""),
                Arguments.of("Java, uncaught, and again", """
                        |starting
                        |Exception in thread "main" java.lang.Error: x
                        \tat org.shop.Main.main(Main.java:3)
                        |java.lang.IllegalStateException: printed by itself
                        \tat org.shop.Main.main(Main.java:4)
                        |java.lang.IllegalStateException: twice
                        \tat org.shop.Main.main(Main.java:4)"""),
                Arguments.of("a value over several lines", """
                        |[2016-12-19 16:31:46,143] INFO KafkaConfig values:\040
                        \tadvertised.host.name = null
                        \tbroker.id = 0
                         (kafka.server.KafkaConfig)
                        |[2016-12-19 16:31:46,144] INFO next"""),
                Arguments.of("pretty-printed", """
                        |DEBUG request:
                        |{
                          "a": [
                            1
                          ],

                          "b": 2
                        }
                        |INFO config Config(
                          a = 1
                        );
                        |next"""),
                Arguments.of("JSON lines stay JSON", """
                        |{"level":"error","msg":"x"}
                        |java.lang.IllegalStateException: x
                        \tat org.shop.Main.main(Main.java:4)
                        |{"level":"info","msg":"y"}
                        |  indented, but not of the JSON before it"""),
                Arguments.of("Python, logged and chained", """
                        |ERROR:root:failed
                        Traceback (most recent call last):
                          File "/app/main.py", line 3, in f
                            g()
                        KeyError: 'x'

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "/app/main.py", line 5, in <module>
                            f()
                        shop.errors.OrderError: no order
                        |INFO:root:next"""),
                Arguments.of("Python, uncaught", """
                        |starting
                        |INFO:root:x
                        Traceback (most recent call last):
                          File "/app/main.py", line 5, in <module>
                        KeyboardInterrupt
                        |Traceback (most recent call last):
                          File "/app/main.py", line 5, in <module>
                        |WARNING:root:cut off
                        |done"""),
                Arguments.of("Go", """
                        |2026/01/01 10:00:00 listening
                        |panic: runtime error: invalid memory address or nil pointer dereference
                        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x45]

                        goroutine 1 [running]:
                        main.(*Shop).order(0xc000012, {0x1, 0x2})
                        \t/app/main.go:12 +0x1d
                        panic({0x4a, 0x4b})
                        \t/usr/local/go/src/runtime/panic.go:884 +0x212
                        net/http.(*conn).serve(0xc0001)
                        \t/usr/local/go/src/net/http/server.go:1
                        created by net/http.(*Server).Serve in goroutine 1
                        \t/usr/local/go/src/net/http/server.go:3

                        goroutine 7 [chan receive, 2 minutes]:
                        main.main.func1()
                        \t/app/main.go:9 +0x1
                        exit status 2
                        |2026/01/01 10:00:01 listening"""),
                Arguments.of("Go, stack logged", """
                        |2026/01/01 10:00:00 recovered: x
                        goroutine 12 [running]:
                        runtime/debug.Stack()
                        \t/usr/local/go/src/runtime/debug/stack.go:24
                        |listening again"""),
                Arguments.of("Rust", """
                        |thread 'main' panicked at src/main.rs:2:5:
                        no order
                        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                        |thread 'main' panicked at 'old format', src/main.rs:2:5
                        stack backtrace:
                           0: std::panicking::begin_panic
                        |next"""),
                Arguments.of(".NET", """
                        |fail: Shop.Orders[0]
                              order failed
                        System.InvalidOperationException: x
                         ---> System.IO.IOException: y
                           at Shop.Orders.Take() in /app/Orders.cs:line 3
                           --- End of inner exception stack trace ---
                           at Shop.Main()
                        |info: Shop.Orders[0]
                              next
                        |Unhandled exception. System.Exception: z
                           at Shop.Main()"""),
                Arguments.of("Node", """
                        |listening
                        |TypeError: x is not a function
                            at Object.<anonymous> (/app/index.js:1:2)
                            at node:internal/main:28:49 {
                          code: 'ERR'
                        }
                        |listening"""),
                Arguments.of("PHP", """
                        |PHP Fatal error:  Uncaught Exception: x in /app/index.php:3
                        Stack trace:
                        #0 /app/index.php(7): order()
                        #1 {main}
                          thrown in /app/index.php on line 3
                        |next"""),
                Arguments.of("padded levels and times begin events", """
                        | INFO 2026-01-01 x
                        |ERROR 2026-01-01 y
                        | WARN: z
                        | 2026-01-01 10:00:00 a
                        | 10:00:00 b"""),
                Arguments.of("alike, but no continuation", """
                        |at 10 o'clock
                        |at noon
                        |
                        |... waiting
                        |Caused by nothing
                        |Error: x
                        |Error: y
                        |ValueError: no traceback
                        |goroutines 12
                        |#1 of 3
                        |[signal x
                        |} else {
                        |fatal: y
                        |main.f(1) is not in a stack
                        |\u001b[31mred"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void joins(String name, String log) {
        List<String> expected = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : log.split("\n", -1)) {
            boolean begins = line.startsWith("|");
            lines.add(begins ? line.substring(1) : line);
            int last = expected.size() - 1;
            if (begins) {
                expected.add(line.substring(1));
            } else {
                expected.set(last, expected.get(last) + "\n" + line);
            }
        }
        assertThat(events(lines)).isEqualTo(expected);
    }

    @Test
    void anIndentedFirstLineIsAnEvent() {
        assertThat(events(List.of("  at a.b(C.java)", "  at d", "", "x")))
                .containsExactly("  at a.b(C.java)\n  at d\n", "x");
    }

    @Test
    void windowsLineEndsChangeNothing() {
        assertThat(events(List.of("x\r", "java.lang.Error\r", "\tat a\r", "\r", "}\r", "y\r", "{\"a\":1}\r", "  z\r")))
                .containsExactly("x\r\njava.lang.Error\r\n\tat a\r\n\r\n}\r", "y\r", "{\"a\":1}\r", "  z\r");
    }

    @Test
    void judgesAnyBytesWithoutThrowing() {
        Random random = Seed.random("judgesAnyBytesWithoutThrowing");
        String alphabet = " \t\r{}[]().:#0aA-/_TESCWgptfnUx$é\u0000";
        String[] words = {
            "Traceback (most recent call last):", "panic: ", "goroutine 1 [", "java.lang.Error", "at a(", "... 1 more"
        };
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder line = new StringBuilder(random.nextInt(4) == 0 ? words[random.nextInt(words.length)] : "");
            for (int j = random.nextInt(8); j > 0; j--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            lines.add(line.toString());
        }
        assertThat(Arrays.asList(String.join("\n", events(lines)).split("\n", -1)))
                .isEqualTo(lines);
    }

    private static List<String> events(List<String> lines) {
        LineJoiner<TextLine> joiner = new LineJoiner<>();
        LineJoiner.Stream<TextLine> stream = new LineJoiner.Stream<>();
        List<String> events = new ArrayList<>();
        for (String line : lines) {
            joiner.accept(new TextLine(stream, 0, line), event -> events.add(event.toString()));
        }
        joiner.flush(event -> events.add(event.toString()));
        return events;
    }
}

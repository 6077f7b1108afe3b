package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormatsTest {

    /** Each row: a line as some logger writes it, the level and message it must give. */
    @ParameterizedTest
    @CsvFileSource(resources = "/text-lines.csv", delimiter = '~', numLinesToSkip = 1, maxCharsPerColumn = 8192)
    void prefixesOfTextLoggers(String logger, String line, String level, String message) {
        Decoded.Row row = Decoded.line(unescape(line));
        assertThat(row.level()).as(logger).isEqualTo(level.equals("-") ? null : Level.valueOf(level));
        assertThat(row.message()).as(logger).isEqualTo(unescape(message));
        assertThat(row.log()).isEqualTo(unescape(line));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\e", "\u001b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"level":"info","msg":"m"}                         | INFO
            {"severity":"WARNING","message":"m"}               | WARN
            {"lvl":"eror","msg":"m"}                           | ERROR
            {"levelname":"CRITICAL","message":"m"}             | FATAL
            {"log.level":"Debug","message":"m"}                | DEBUG
            {"log":{"level":"error"},"message":"m"}            | ERROR
            {"@l":"Fatal","@m":"m"}                            | FATAL
            {"@t":"2026-01-01T00:00:00Z","@mt":"took {Ms}"}    | INFO
            {"level":30,"msg":"pino","pid":1}                  | INFO
            {"level":"50","msg":"pino as text"}                | ERROR
            {"level":60,"msg":"bunyan","v":0}                  | FATAL
            {"level":35,"msg":"between"}                       | INFO
            {"levelno":40,"msg":"python"}                      | ERROR
            {"severity_number":17,"body":"otel"}               | ERROR
            {"version":"1.1","short_message":"gelf","level":3} | ERROR
            {"PRIORITY":"4","MESSAGE":"journald"}              | WARN
            {"level":3,"msg":"a game's level"}                 | -
            {"level":"purple","msg":"no level"}                | -
            {"msg":"error in the text is no level"}            | -
            {"level":"E","msg":"one letter"}                   | ERROR
            {"level":" info ","msg":"padded"}                  | INFO
            """)
    void levelsOfJson(String line, String level) {
        assertThat(Decoded.line(line).level()).isEqualTo(level.equals("-") ? null : Level.valueOf(level));
    }

    @Test
    void columnsOfJson() {
        Decoded.Row row = Decoded.line("""
                {"severity":"info","message":"done","http.req.method":"POST","http":{"req":{"path":"/cart"},"resp":{"status":302}},
                 "trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},"span":{"id":"00f067aa0ba902b7"},"user_agent":"curl/8",
                 "user":{"id":7,"plan":"pro","tags":["a","b"],"none":null,"deep":{"x":1.50}},"big":12345678901234567890.10}""".replace("\n", " "));
        assertThat(row.message()).isEqualTo("done");
        assertThat(row.method()).isEqualTo("POST");
        assertThat(row.path()).isEqualTo("/cart");
        assertThat(row.status()).isEqualTo(302);
        assertThat(row.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(row.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(row.userAgent()).isEqualTo("curl/8");
        assertThat(row.attributes())
                .containsOnly(
                        java.util.Map.entry("user.id", "7"),
                        java.util.Map.entry("user.plan", "pro"),
                        java.util.Map.entry("user.tags", "[\"a\",\"b\"]"),
                        java.util.Map.entry("user.deep.x", "1.50"),
                        java.util.Map.entry("big", "12345678901234567890.10"));
    }

    @Test
    void ofSeveralKeysForAColumnTheBestWinsInAnyOrder() {
        for (String line : List.of(
                "{\"event\":\"e\",\"message\":\"m\",\"severity\":\"warn\",\"level\":\"error\"}",
                "{\"level\":\"error\",\"severity\":\"warn\",\"message\":\"m\",\"event\":\"e\"}")) {
            Decoded.Row row = Decoded.line(line);
            assertThat(row.message()).isEqualTo("m");
            assertThat(row.level()).isEqualTo(Level.ERROR);
            assertThat(row.attributes()).containsEntry("event", "e").containsEntry("severity", "warn");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"getUser\",\"path\":\"C:\\\\\\\\x\",\"status\":\"paid\",\"message\":7,\"trace_id\":null}",
                "{\"method\":\"\",\"path\":\"\",\"status\":99999,\"message\":true,\"trace_id\":\"\"}"
            })
    void whatMakesNoSenseInAColumnStaysAnAttribute(String line) {
        Decoded.Row row = Decoded.line(line);
        assertThat(row.method()).isNull();
        assertThat(row.path()).isNull();
        assertThat(row.status()).isEqualTo(LogEvent.NO_STATUS);
        assertThat(row.message()).isNull();
        assertThat(row.traceId()).isNull();
        assertThat(row.attributes()).containsKeys("method", "path", "status", "message");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TraceID: fe3974115b911675d0640788986f80c9 SpanID: 105c0354cf3c8799 x | fe3974115b911675d0640788986f80c9     | 105c0354cf3c8799
            done trace_id=4bf92f3577b34da6a3ce929d0e0e4736                       | 4bf92f3577b34da6a3ce929d0e0e4736     |
            done [traceId=4bf92f3577b34da6, spanId=00f067aa0ba902b7]             | 4bf92f3577b34da6                     | 00f067aa0ba902b7
            {"msg":"traceId=\\"4bf92f3577b34da6\\" done"}                        | 4bf92f3577b34da6                     |
            trace.id: 6f3cbf05-8c27-6554-8a39-ad724905d6a1                       | 6f3cbf05-8c27-6554-8a39-ad724905d6a1 |
            tracing idle connections: trace id none                              |                                      |
            traceId=not-hexadecimal-at-all-zzzz                                  |                                      |
            trace_id=abc                                                         |                                      |
            """)
    void traceIdsInText(String line, String traceId, String spanId) {
        Decoded.Row row = Decoded.line(line);
        assertThat(row.traceId()).isEqualTo(traceId);
        assertThat(row.spanId()).isEqualTo(spanId);
    }

    @Test
    void accessLog() {
        Decoded.Row row = Decoded.line(
                "83.149.9.216 - frank [17/May/2015:10:05:00 +0000] \"GET /a/redis.png?x=1 HTTP/1.1\" 404 25230 \"http://x.y/\" \"Mozilla/5.0 (Mac \\\"q\\\")\"");
        assertThat(row.level()).isNull();
        assertThat(row.status()).isEqualTo(404);
        assertThat(row.method()).isEqualTo("GET");
        assertThat(row.path()).isEqualTo("/a/redis.png?x=1");
        assertThat(row.userAgent()).isEqualTo("Mozilla/5.0 (Mac \\\"q\\\")");
        assertThat(row.message()).isEqualTo("GET /a/redis.png?x=1 HTTP/1.1");
    }

    @Test
    void accessLogOfUvicorn() {
        Decoded.Row row =
                Decoded.line("INFO:     127.0.0.1:5432 - \"GET /items/7 HTTP/1.1\" 500 Internal Server Error");
        assertThat(row.level()).isEqualTo(Level.INFO);
        assertThat(row.status()).isEqualTo(500);
        assertThat(row.path()).isEqualTo("/items/7");
    }

    @Test
    void logfmt() {
        Decoded.Row row = Decoded.line(
                "ts=2026-01-01T12:00:00Z level=error msg=\"query \\\"x\\\" failed\" table=orders rows=12 took=3ms trace_id=4bf92f3577b34da6");
        assertThat(row.level()).isEqualTo(Level.ERROR);
        assertThat(row.message()).isEqualTo("query \"x\" failed");
        assertThat(row.traceId()).isEqualTo("4bf92f3577b34da6");
        assertThat(row.attributes())
                .containsEntry("table", "orders")
                .containsEntry("rows", "12")
                .containsEntry("took", "3ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=b", "x=1 y=2 z=3", "level=error but then prose", "msg=\"open", "=", "a= b", "key=value level"
            })
    void whatOnlyLooksLikeLogfmtIsText(String line) {
        Decoded.Row row = Decoded.line(line);
        assertThat(row.level()).isNull();
        assertThat(row.message()).isEqualTo(line);
        assertThat(row.attributes()).isEmpty();
    }
}

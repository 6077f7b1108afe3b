package io.kanshi.forwarder.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.events.DeadLetter;
import io.kanshi.events.EventSink;
import io.kanshi.events.EventsSettings;
import io.kanshi.events.HealthCheck;
import io.kanshi.events.LogEvent;
import io.kanshi.events.RecordDecoder;
import io.kanshi.forwarder.settings.SettingsOutcome;
import io.kanshi.forwarder.settings.SettingsReader;
import io.kanshi.wire.FrameHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("STAGE", "prod", "AWS_REGION", "eu-west-1", "SHARED", "hush-hush");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return new ImportCommand()
                .run(
                        List.of(arguments),
                        ENVIRONMENT,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String sample() {
        try {
            return Path.of(Objects.requireNonNull(ImportCommandTest.class.getResource("/fluent-bit/fluent-bit.conf"))
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String printed(String conf) throws IOException {
        Path file = folder.resolve("a.conf");
        Files.writeString(file, conf);
        out.reset();
        assertThat(run(file.toString())).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyDirectiveOfTheSampleLandsSomewhere() {
        assertThat(run(sample())).isZero();
        assertThat(err.size()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        # The sidecar's settings (environment), from FILE
                        KANSHI_FRAME_MAX_AGE=500ms
                        KANSHI_GRACE=60s
                        KANSHI_HEALTH_PORT=2021
                        KANSHI_SPILL_FOLDER=/var/log/flb-storage/
                        KANSHI_FORWARD_SOCKET=/var/run/fluent.sock
                        KANSHI_FORWARD_SOCKET_MODE=0660
                        KANSHI_FORWARD_MAX_MESSAGE_BYTES=12MB
                        KANSHI_FORWARD_TCP=127.0.0.1:24224
                        KANSHI_FIRELENS_HEALTH_PORT=8877
                        KANSHI_KINESIS_STREAM=shop-logs-prod
                        KANSHI_KINESIS_REGION=eu-west-1
                        KANSHI_SPILL_MAX_BYTES=2GB

                        # The job's setting for health checks, from grep's Exclude rules. Unlike grep, the job keeps a line that
                        # matches when it fails: level error, status 400 and above, a gRPC code other than OK.
                        health-checks.patterns=healthcheck\\.Check,grpc\\.health,GET /status[\\x2c] ok,(?i)health_?check

                        # To look at (1):
                        #   filters.conf:1 [FILTER] grep: held for tags like app-* only; a health-check pattern holds for every container

                        # Could not be carried over (15):
                        #   fluent-bit.conf:8 [SERVICE] Log_Level info: there are no levels: it says what is wrong, once each
                        #   fluent-bit.conf:26 [INPUT] forward Shared_Key: there is neither TLS nor a handshake: the socket and loopback need none
                        #   fluent-bit.conf:34 [INPUT] tail: files are not read: let the container write to its output
                        #   filters.conf:6 [FILTER] grep Exclude container_name sidecar: patterns look at the message, not at container_name
                        #   filters.conf:7 [FILTER] grep Exclude log (?!error)debug: the pattern must be RE2 (invalid or unsupported Perl syntax)
                        #   filters.conf:8 [FILTER] grep Exclude log x{2,3}: a count {n,m} holds a comma, which separates patterns
                        #   filters.conf:13 [FILTER] grep Regex level (warn|error): nothing but health checks is dropped: a list of what to keep is not known
                        #   filters.conf:19 [FILTER] grep Exclude log a: patterns hold each by itself, not together (Logical_Op AND)
                        #   filters.conf:20 [FILTER] grep Exclude log b: patterns hold each by itself, not together (Logical_Op AND)
                        #   filters.conf:27 [FILTER] lua: the sidecar runs no scripts: lines arrive as they were written
                        #   filters.conf:36 [WEIRD] x: sections of this kind are not known
                        #   fluent-bit.conf:45 [OUTPUT] kinesis_streams role_arn arn:aws:iam::111122223333:role/writer: give the task's role the right to the stream: another role is not assumed
                        #   fluent-bit.conf:46 [OUTPUT] kinesis_streams log_key log: whole events are sent; the job needs them
                        #   fluent-bit.conf:50 [OUTPUT] cloudwatch_logs: the job writes errors to CloudWatch Logs, and everything to the archive
                        #   fluent-bit.conf:55 [OUTPUT] kinesis_streams: everything goes to one stream, that of fluent-bit.conf:40

                        # Needs no setting here (9):
                        #   fluent-bit.conf:7 [SERVICE] Daemon off: a container's program runs in the foreground
                        #   fluent-bit.conf:9 [SERVICE] Parsers_File parsers.conf: the job finds the format of each line itself
                        #   fluent-bit.conf:10 [SERVICE] HTTP_Server On: /health and /metrics are always there, on loopback
                        #   fluent-bit.conf:13 [SERVICE] storage.backlog.mem_limit 5M: hold.memory-bytes bounds everything held
                        #   fluent-bit.conf:19 [INPUT] forward Mem_Buf_Limit 50M: hold.memory-bytes bounds everything held, and reading never stops
                        #   filters.conf:22 [FILTER] multiline: pieces and stack traces are joined by built-in rules (join)
                        #   filters.conf:32 [PARSER] docker: the job finds the format of each line itself
                        #   fluent-bit.conf:42 [OUTPUT] kinesis_streams Match *: everything is sent
                        #   fluent-bit.conf:47 [OUTPUT] kinesis_streams Retry_Limit 5: retries are bounded by the spill, not by a count
                        """.replace("FILE", sample()));
    }

    @Test
    void whatIsPrintedIsAcceptedBySidecarAndJob() {
        run(sample());
        Map<String, String> environment = new HashMap<>();
        String patterns = "";
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("KANSHI_")) {
                environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            } else if (line.startsWith(ImportReport.PATTERNS + "=")) {
                patterns = line.substring(line.indexOf('=') + 1);
            }
        }
        assertThat(SettingsReader.read(List.of(), environment)).isInstanceOf(SettingsOutcome.Accepted.class);

        List<String> list = List.of(patterns.split(",", -1));
        assertThat(EventsSettings.defaults().withHealthCheckPatterns(list).mistakes())
                .isEmpty();
        assertThat(list).hasSize(4);
        EventsSettings job = EventsSettings.defaults().withHealthCheckPatterns(list);
        assertThat(judged("GET /status, ok", job)).isEqualTo(HealthCheck.PASSING);
        assertThat(judged("GET /status ok", job)).isEqualTo(HealthCheck.NONE);
        assertThat(judged("the HealthCheck", job)).isEqualTo(HealthCheck.PASSING);
        assertThat(ImportReport.DEFAULT_PATTERNS)
                .isEqualTo(EventsSettings.defaults().healthCheckPatterns());
    }

    private static HealthCheck judged(String log, EventsSettings settings) {
        List<HealthCheck> judged = new ArrayList<>();
        byte[] event = ("{\"time\":\"2026-11-20T08:10:00Z\",\"source\":\"stdout\",\"log\":\"" + log + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (RecordDecoder decoder = new RecordDecoder(settings)) {
            decoder.decode(event, 0, event.length, 1_795_162_200_000L, new EventSink() {
                @Override
                public void event(LogEvent event) {
                    judged.add(event.healthCheck);
                }

                @Override
                public void deadLetter(DeadLetter letter) {
                    throw new AssertionError("a dead letter: " + letter);
                }

                @Override
                public void header(FrameHeader header) {
                    throw new AssertionError("a header: " + header);
                }
            });
        }
        return judged.get(0);
    }

    @Test
    void noSecretIsPrinted() {
        run(sample());
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("hush");
    }

    @Test
    void wrongValuesAndVariablesThatNobodyGives() throws IOException {
        assertThat(printed("[SERVICE]\n Flush often\n[OUTPUT]\n Name kinesis\n stream ${NOBODY}\n region nowhere\n"))
                .contains("KANSHI_KINESIS_STREAM=${NOBODY}\n")
                .contains("holds a variable that neither @SET nor the environment gives")
                .contains("Flush often: frame.max-age must be a duration of 50ms to 1m, such as 500ms, 1s or 5m: often")
                .contains("region nowhere: kinesis.region must be a region such as eu-west-1: nowhere");
        assertThat(printed("[INPUT]\n Name forward\n")).contains("# KANSHI_KINESIS_STREAM= must be set");
        assertThat(printed("[INPUT]\n Name forward\n Listen 10.0.0.1\n"))
                .contains("forward.tcp must be a loopback host:port");
    }

    @Test
    void includesComeToAnEnd() throws IOException {
        assertThat(printed("[SERVICE]\n Grace 5\n@INCLUDE a.conf\n@INCLUDE missing.conf\n@INCLUDE\n@FOO x\n"))
                .contains("a.conf:3: includes must be at most 8 deep")
                .contains("a.conf:4: cannot be read (NoSuchFileException): ")
                .contains("a.conf:5: must be @SET KEY=VALUE or @INCLUDE FILE: @INCLUDE")
                .contains("a.conf:6: must be @SET KEY=VALUE or @INCLUDE FILE: @FOO x");
    }

    @Test
    void wrongUse() throws IOException {
        Path yaml = folder.resolve("fluent-bit.yaml");
        Files.writeString(yaml, "pipeline:\n  inputs: []\n");
        Path hidden = folder.resolve("hidden.conf");
        Files.writeString(hidden, "pipeline:\n  inputs: []\n");

        assertThat(run()).isEqualTo(2);
        assertThat(run(yaml.toString())).isEqualTo(2);
        assertThat(run(hidden.toString())).isEqualTo(2);
        assertThat(run(folder.resolve("missing.conf").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the YAML form of Fluent Bit is not read, only the classic form (.conf): " + yaml)
                .contains("the file must hold sections such as [INPUT]: " + hidden)
                .contains("there is no such file: ");
    }

    @Test
    void patterns() {
        assertThat(GrepPattern.of("a,b")).isEqualTo("a[\\x2c]b");
        assertThat(GrepPattern.of("a\\,b")).isEqualTo("a[\\x2c]b");
        assertThat(GrepPattern.of("[a,b]\\[c,")).isEqualTo("[a\\x2cb]\\[c[\\x2c]");
        assertThat(GrepPattern.of("/x y/")).isEqualTo("x y");
        assertThat(GrepPattern.of("/health")).isEqualTo("/health");
        assertThatThrownBy(() -> GrepPattern.of("//")).hasMessageContaining("empty");
        assertThatThrownBy(() -> GrepPattern.of("(")).hasMessageContaining("RE2");
        assertThatThrownBy(() -> GrepPattern.of("/a/m")).hasMessageContaining("options");
    }

    /** Whatever a file holds: something printed or refused, never an exception. */
    @Test
    void damagedFiles() throws IOException {
        Random random = new Random(7);
        String whole = Files.readString(Path.of(sample()));
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int i = random.nextInt(20); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), "[]@${}#\n ,\\/*\u0000=".charAt(random.nextInt(15)));
            }
            Path file = folder.resolve("damaged.conf");
            Files.writeString(file, text);
            out.reset();
            assertThat(run(file.toString())).isIn(0, 2);
        }
    }
}

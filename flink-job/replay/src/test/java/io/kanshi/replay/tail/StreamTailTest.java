package io.kanshi.replay.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.kanshi.events.Level;
import io.kanshi.kinesis.stream.KinesisException;
import io.kanshi.kinesis.stream.SdkKinesisStream;
import io.kanshi.live.StreamAddress;
import io.kanshi.testkit.sidecar.KinesisFault;
import io.kanshi.testkit.sidecar.ReadFake;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream as a person sees it, from a strict fake. */
@Timeout(60)
final class StreamTailTest {

    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/logs";
    private static final TailFilter ALL = new TailFilter(null, null, null);

    private final Clock clock = Clock.systemUTC();
    private final ReadFake fake = ReadFake.start("logs", 2, clock);
    private final Instant start = clock.instant();
    private int seq;

    @BeforeEach
    void credentials() {
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static String line(Instant time, String service, String log) {
        return "{\"time\":\"" + time + "\",\"container_id\":\"c\",\"container_name\":\"/" + service
                + "\",\"source\":\"stdout\",\"log\":\""
                + log.replace("\"", "\\\"") + "\",\"service\":\"" + service + "\"}\n";
    }

    private static String said(String level, String message) {
        return "{\"level\":\"" + level + "\",\"msg\":\"" + message + "\"}";
    }

    private byte[] frame(String... lines) {
        String header = "{\"kanshi\":1,\"boot\":\"b\",\"lane\":0,\"seq\":" + seq++ + ",\"events\":" + lines.length
                + ",\"received\":0,\"joined\":0,\"shed\":0,\"held\":0}\n";
        return (header + String.join("", lines)).getBytes(StandardCharsets.UTF_8);
    }

    /** Collects until it has seen enough, then stops the tail. */
    private static final class Seen implements StreamTail.Out {
        private final StreamTail tail;
        private final BooleanSupplier enough;
        private final List<String> lines = new ArrayList<>();
        private final List<String> troubles = new ArrayList<>();

        Seen(StreamTail tail, BooleanSupplier enough) {
            this.tail = tail;
            this.enough = enough;
        }

        @Override
        public void lines(List<TailLine> more) {
            more.forEach(line -> lines.add(line.text().substring("HH:mm:ss.SSS  ".length())));
            if (enough.getAsBoolean()) {
                tail.stop();
            }
        }

        @Override
        public void trouble(String sentence) {
            troubles.add(sentence);
        }
    }

    /** Reads so many turns. */
    private Seen read(TailFilter filter, int turns, Runnable betweenTurns) throws Exception {
        try (SdkKinesisStream stream = SdkKinesisStream.withoutRetries(
                StreamAddress.of("test", ARN, fake.endpoint().toString()))) {
            StreamTail tail = new StreamTail(stream, clock);
            int[] turn = {0};
            Seen seen = new Seen(tail, () -> {
                betweenTurns.run();
                return ++turn[0] == turns;
            });
            tail.run(start.toEpochMilli(), filter, seen);
            return seen;
        }
    }

    @Test
    void linesOfAllShardsComeInTheOrderOfTimeAndRepeatsOnce() throws Exception {
        byte[] first = frame(
                line(start.plusMillis(2), "shop", said("info", "two")), line(start.plusMillis(4), "shop", "four"));
        byte[] second = frame(
                line(start.plusMillis(1), "cart", said("error", "one")),
                line(start.plusMillis(3), "cart", "/healthcheck.Check ok"));
        fake.put("a", first);
        fake.put("zz", second);
        fake.put("a", first);
        fake.put("b", first);

        assertThat(read(ALL, 1, () -> {}).lines)
                .containsExactly(
                        "error  cart              one",
                        "info   shop              two",
                        "-      shop              four");
    }

    @Test
    void theFilterTakesServiceLevelAndPatternTogether() throws Exception {
        fake.put(
                "a",
                frame(
                        line(start, "shop", said("warn", "slow 17")),
                        line(start, "shop", said("error", "slow 18")),
                        line(start, "shop", said("error", "gone")),
                        line(start, "cart", said("error", "slow 19")),
                        line(start, "shop", "slow 20")));
        TailFilter filter = new TailFilter("shop", Level.WARN, Pattern.compile("slow [0-9]+"));
        assertThat(read(filter, 1, () -> {}).lines)
                .containsExactly("warn   shop              slow 17", "error  shop              slow 18");
    }

    @Test
    void whatPassesIsToldOnceAndReadAgain() throws Exception {
        int[] turns = {0};
        fake.fault(new KinesisFault.RefuseRequests(400, "ProvisionedThroughputExceededException"), 4);
        fake.put("a", frame(line(start, "shop", "hello")));
        Seen seen = read(ALL, 6, () -> {
            if (++turns[0] == 4) {
                fake.expireIterators();
                fake.put("a", frame(line(start, "shop", "again")));
            }
        });
        assertThat(seen.troubles).singleElement().asString().endsWith("; it is read again");
        assertThat(seen.lines).containsExactly("-      shop              hello", "-      shop              again");
    }

    @Test
    void recordsThatNobodyCanReadAreTold() throws Exception {
        fake.put("a", new byte[] {'x', 1, 2, 3});
        assertThat(read(ALL, 1, () -> {}).troubles).containsExactly("1 lines were in records that nobody can read");
    }

    @Test
    void aStreamThatIsNotThereEndsIt() {
        fake.delete();
        assertThatThrownBy(() -> read(ALL, 1, () -> {}))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("logs");
    }
}

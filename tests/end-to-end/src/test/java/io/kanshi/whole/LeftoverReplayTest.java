package io.kanshi.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.forwarder.Ending;
import io.kanshi.replay.Kanshi;
import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import io.kanshi.testkit.s3.S3Bucket;
import io.kanshi.testkit.s3.S3Emulator;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.KinesisFake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sidecars left in S3, downloaded and replayed: every event once, in order, as if it had come by Kinesis. */
final class LeftoverReplayTest {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final int LINES = 3000;
    private static final String STREAM = "logs";
    private static final String BUCKET = "leftovers";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyEventOnceAndInOrder() throws Exception {
        Dice dice = Seeds.diceFor("LeftoverReplayTest");
        List<String> shop = new ArrayList<>();
        List<String> pay = new ArrayList<>();
        try (S3Emulator s3 = S3Emulator.start();
                S3Bucket bucket = S3Bucket.make(s3.endpoint(), BUCKET)) {
            for (int start = 0; start < 2; start++) {
                Ending ending = leave(s3, dice, start, shop, pay);
                assertThat(ending.exitCode()).as(ending.sentence()).isEqualTo(Ending.ALL_IN_S3);
            }
            assertThat(bucket.keys()).hasSizeGreaterThan(4);
            bucket.download(folder.resolve("left"));
        }
        Path out = folder.resolve("out");
        assertThat(Kanshi.execute(
                        "replay", folder.resolve("left").toString(), "--out", out.toString(), "--parallelism", "1"))
                .isZero();

        assertThat(logs(out, "shop-api")).containsExactlyElementsOf(shop);
        assertThat(logs(out, "payment")).containsExactlyElementsOf(pay);
        // Said by the frames' headers only.
        assertThat(rows(out, "SELECT DISTINCT service FROM logs")).containsExactly("shop");
    }

    /** A sidecar that reads two containers' lines while Kinesis is away, until its end. */
    private Ending leave(S3Emulator s3, Dice dice, int start, List<String> shop, List<String> pay) throws Exception {
        System.setProperty("aws.accessKeyId", S3Emulator.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Emulator.SECRET_KEY);
        try (KinesisFake kinesis = KinesisFake.start(STREAM)) {
            kinesis.leave();
            Map<String, String> settings = Map.of(
                    "AWS_REGION",
                    S3Emulator.REGION,
                    "KANSHI_KINESIS_STREAM",
                    STREAM,
                    "KANSHI_KINESIS_ENDPOINT",
                    kinesis.endpoint().toString(),
                    "KANSHI_FRAME_MAX_BYTES",
                    "512KiB",
                    "KANSHI_SERVICE",
                    "shop",
                    "KANSHI_GRACE",
                    "1s",
                    "KANSHI_LEFTOVER_S3",
                    "s3://" + BUCKET + "/left",
                    "KANSHI_LEFTOVER_ENDPOINT",
                    s3.endpoint().toString());
            try (WholeSidecar sidecar = new WholeSidecar(folder, settings)) {
                try (ForwardClient client = ForwardClient.unix(sidecar.socket)) {
                    DockerLines shopLines = new DockerLines(Container.of("shop-api"));
                    DockerLines payLines = new DockerLines(Container.of("payment"));
                    for (int i = 0; i < LINES; i++) {
                        Instant time = TIME.plusSeconds(60L * start).plusNanos(1_000_000L * i);
                        shop.add(start + " " + i + " " + dice.hex(3000));
                        pay.add("{\"level\":\"info\",\"msg\":\"charge " + start + " " + i + "\"}");
                        client.send(DockerLines.joined(shopLines.line(time, "stdout", shop.get(shop.size() - 1))));
                        client.send(DockerLines.joined(payLines.line(time, "stdout", pay.get(pay.size() - 1))));
                    }
                    client.finish();
                    assertThat(client.endsWithin(Duration.ofSeconds(30))).isTrue();
                }
                return sidecar.end();
            }
        }
    }

    /** A container's lines in the order of the archive's audit key. */
    private static List<String> logs(Path out, String container) throws Exception {
        return rows(
                out,
                "SELECT log FROM logs WHERE container_name LIKE '%" + container + "%' ORDER BY boot, lane, seq, line");
    }

    private static List<String> rows(Path out, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        String logs = "WITH logs AS (SELECT * FROM read_parquet('" + out.resolve("logs") + "/*/*/*.parquet')) ";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(logs + sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}

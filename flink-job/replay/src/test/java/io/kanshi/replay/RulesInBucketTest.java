package io.kanshi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.rules.RuleFile;
import io.kanshi.testkit.s3.S3Emulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code kanshi job check} with its rule file in a bucket, which no plugin of Flink's reads here. */
@Timeout(60)
final class RulesInBucketTest {

    private static S3Emulator emulator;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void bucket() throws Exception {
        System.setProperty("aws.accessKeyId", S3Emulator.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Emulator.SECRET_KEY);
        emulator = S3Emulator.start();
        try (S3Client client = S3Client.builder()
                .endpointOverride(emulator.endpoint())
                .forcePathStyle(true)
                .region(Region.of(S3Emulator.REGION))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createBucket(request -> request.bucket("config"));
            client.putObject(
                    request -> request.bucket("config").key("kanshi/sound.yaml"),
                    RequestBody.fromString(RuleFile.defaultText()));
            client.putObject(
                    request -> request.bucket("config").key("kanshi/broken.yaml"),
                    RequestBody.fromString("version: 1\nrules:\n  - name: x\n    kind: guess\n"));
        }
    }

    @AfterAll
    static void noBucket() throws Exception {
        emulator.close();
    }

    private Terminal check(String file, URI s3) throws IOException {
        Path config = Files.write(
                folder.resolve("job.properties"),
                List.of(
                        "stream.arn=arn:aws:kinesis:" + S3Emulator.REGION + ":000000000000:stream/logs",
                        "archive.folder=s3://archive/kanshi",
                        "rules.file=" + file));
        return Terminal.run("job", "check", "--config", config, "--s3-endpoint", s3);
    }

    @Test
    void aSoundFileIsRead() throws IOException {
        Terminal terminal = check("s3://config/kanshi/sound.yaml", emulator.endpoint());
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("s3://config/kanshi/sound.yaml");
    }

    @Test
    void itsMistakesAreTold() throws IOException {
        Terminal terminal = check("s3://config/kanshi/broken.yaml", emulator.endpoint());
        assertThat(terminal.exitCode()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("rules.file is refused. ", "s3://config/kanshi/broken.yaml", "line 4", "guess");
    }

    @Test
    void whatCannotBeReadIsOneSentence() throws IOException {
        Terminal missing = check("s3://config/kanshi/none.yaml", emulator.endpoint());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .hasLineCount(1)
                .startsWith("kanshi: rules.file must be readable (NoSuchKey: ")
                .endsWith("): s3://config/kanshi/none.yaml\n");

        assertThat(check("s3://elsewhere/rules.yaml", emulator.endpoint()).err())
                .startsWith("kanshi: rules.file must be readable (NoSuchBucket: ");
        assertThat(check("s3://config", emulator.endpoint()).err())
                .isEqualTo("kanshi: rules.file must be readable (it must be s3://bucket/key): s3://config\n");
    }
}

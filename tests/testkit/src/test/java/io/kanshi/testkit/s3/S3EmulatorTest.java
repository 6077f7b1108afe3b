package io.kanshi.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** The emulator keeps what is put, and the proxy before it does what it is told. */
final class S3EmulatorTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsPutComesBackAndTheProxyLeavesAndReturns() throws Exception {
        byte[] content = Seeds.diceFor("S3EmulatorTest").bytes(300_000);
        try (S3Emulator s3 = S3Emulator.start();
                FaultProxy proxy = FaultProxy.before(s3.endpoint());
                S3Bucket bucket = S3Bucket.make(proxy.endpoint(), "a-bucket")) {
            bucket.put("a/folder/b", content);
            bucket.put("a/folder/a", new byte[0]);
            assertThat(bucket.keys()).containsExactly("a/folder/a", "a/folder/b");
            assertThat(Files.readAllBytes(bucket.download(folder).resolve("a/folder/b")))
                    .isEqualTo(content);

            proxy.leave();
            assertThatThrownBy(bucket::keys).isInstanceOf(SdkClientException.class);
            proxy.comeBack();
            assertThat(bucket.keys()).hasSize(2);

            proxy.leaveAfter(content.length / 2);
            assertThatThrownBy(() -> bucket.put("c", content)).isInstanceOf(SdkClientException.class);
            proxy.comeBack();
            assertThat(bucket.keys()).hasSize(2);

            proxy.loseAnswers(1);
            bucket.put("c", content);
            assertThat(proxy.answersLost()).as("the client has tried again").isEqualTo(1);
            assertThat(bucket.keys()).hasSize(3);
        }
    }

    @Test
    void aBucketThatIsNotThereIsRefused() throws Exception {
        try (S3Emulator s3 = S3Emulator.start();
                S3Bucket bucket = S3Bucket.of(s3.endpoint(), "not-made")) {
            assertThatThrownBy(() -> bucket.put("a", new Dice(1).bytes(10))).isInstanceOf(NoSuchBucketException.class);
        }
    }
}

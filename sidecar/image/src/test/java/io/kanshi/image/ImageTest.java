package io.kanshi.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanshi.testkit.sidecar.SidecarFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The built image, without a container engine; tests/docker runs it in one. */
@EnabledOnOs(OS.LINUX)
final class ImageTest {

    private static final Path TAR = Path.of("target/kanshi-sidecar.tar");
    private static final long MOST_BYTES = 60_000_000;

    /** Of the classes that a run loads, so many must come from the archive; else the list is to be written anew. */
    private static final double LEAST_ARCHIVED = 0.98;

    @TempDir
    Path folder;

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(TAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws IOException, InterruptedException, GeneralSecurityException {
        BuildImage.main(
                "../forwarder/target",
                trimJar(),
                "../forwarder/jvm.options",
                "classes.list",
                "../../LICENSE",
                folder.toString(),
                System.getProperty("kanshi.version"));
        assertThat(sha256(folder.resolve("kanshi-sidecar.tar"))).isEqualTo(sha256(TAR));
    }

    @Test
    void theProgramWorksInItsRuntimeWithTlsAndFindsItsClassesInTheArchive()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path classes = folder.resolve("classes.log");
        try (Surroundings around = new Surroundings(folder);
                ImageProgram program =
                        new ImageProgram(folder, around, List.of("-Xlog:class+load:file=" + classes + ":none"))) {
            program.start();
            program.awaitSocket();
            Workout.run(program, around);
            assertThat(program.command("probe", List.of())).isZero();
            assertThat(program.command("check", List.of())).isZero();
            assertThat(program.end()).as(Files.readString(program.log)).isZero();
            SidecarFrames.of(around.kinesis).checkAccounts();
        }
        List<String> loaded = Files.readAllLines(classes);
        // Not the classes that the JVM makes itself at run time.
        List<String> others = loaded.stream()
                .filter(line -> line.contains("source: jrt:") || line.contains("source: file:"))
                .toList();
        double archived = 1 - (double) others.size() / loaded.size();
        System.out.printf("all but %d of %d loaded classes come from the archive%n", others.size(), loaded.size());
        assertThat(archived)
                .as("run sidecar/image/train: the archive lacks " + others)
                .isGreaterThan(LEAST_ARCHIVED);
    }

    @Test
    void theLauncherSaysWhenItFindsNoJava() throws IOException, InterruptedException {
        Path launcher = folder.resolve("kanshi-sidecar");
        Launcher.write(Platform.ofThisMachine(), launcher);
        assertThat(new ProcessBuilder(launcher.toString()).start().waitFor()).isEqualTo(127);
    }

    private static String trimJar() {
        return "target/kanshi-image-" + System.getProperty("kanshi.version") + "-trim.jar";
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

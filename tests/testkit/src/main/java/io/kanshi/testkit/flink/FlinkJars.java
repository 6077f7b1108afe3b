package io.kanshi.testkit.flink;

import io.kanshi.testkit.emulator.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Where Flink's jars and the job's jar lie in the project. Fails, rather than skip a test, and says how they get there. */
public final class FlinkJars {

    private static final Path JARS = Path.of("tests", "emulators", "flink", "target");
    private static final Path JOB = Path.of("flink-job", "jar", "target", "kanshi-job.jar");

    private FlinkJars() {}

    /** The jar of the live job, as it is deployed. */
    public static Path job() throws IOException {
        return ProjectFolder.find(JOB, "mvnw package -pl flink-job/jar -am -DskipTests makes it");
    }

    /** A folder with {@code lib} and {@code plugins}. */
    static Path flink() throws IOException {
        return ProjectFolder.find(JARS, "mvnw generate-resources -pl tests/emulators/flink copies Flink there");
    }
}

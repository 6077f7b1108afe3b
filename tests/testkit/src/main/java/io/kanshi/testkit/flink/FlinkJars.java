package io.kanshi.testkit.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Flink's jars and the job's jar lie in the project. Fails, rather than skip a test, and says how they get there. */
public final class FlinkJars {

    private static final Path JARS = Path.of("tests", "emulators", "flink", "target");
    private static final Path JOB = Path.of("flink-job", "jar", "target", "kanshi-job.jar");

    private FlinkJars() {}

    /** The jar of the live job, as it is deployed. */
    public static Path job() throws IOException {
        return find(JOB, "mvnw package -pl flink-job/jar -am -DskipTests makes it");
    }

    /** A folder with {@code lib} and {@code plugins}. */
    static Path flink() throws IOException {
        return find(JARS, "mvnw generate-resources -pl tests/emulators/flink copies Flink there");
    }

    /** Tests run in their module's folder, somewhere below the project's. */
    private static Path find(Path wanted, String otherwise) throws IOException {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path found = folder.resolve(wanted);
            if (Files.exists(found)) {
                return found;
            }
        }
        throw new IOException("no " + wanted + " above " + start + ": " + otherwise);
    }
}

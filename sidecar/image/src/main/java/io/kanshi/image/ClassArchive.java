package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The archive of the classes that the program loads (JVM class data sharing): it starts without reading and checking them. Which
 * classes stands in a list that {@code sidecar/image/train} writes; the archive knows the jars by relative path, size and time.
 */
final class ClassArchive {

    static final String FILE = "kanshi.jsa";

    /** First the trimmed class, which stands in for the SDK's. */
    static final String CLASS_PATH = "trim.jar:kanshi-sidecar.jar";

    private static final int SAME_DUMPS = 3;
    private static final int MOST_DUMPS = 40;

    /** The classes in the order in which they were loaded, one a line. */
    private static final String LOADED = "loaded.log";

    /** At the JVM's start its finalizer's thread loads the first, its main thread the second: which is earlier moves all that follow. */
    private static final String FINALIZERS_FIRST = "jdk.internal.misc.VM ";

    private static final String MAINS_FIRST = "java.lang.System$2 ";

    private ClassArchive() {}

    /**
     * Dumps it into the program's folder. Interpreted, on one processor and without random addresses it has the same bytes whenever
     * the JVM's own threads began in the usual order; so it is dumped until that order has given the same bytes three times.
     */
    static void dump(Path program, Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(steadily(program));
        command.addAll(List.of(
                program.resolve("runtime/bin/java").toString(),
                "-Xshare:dump",
                "-Xint",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:SharedClassListFile=" + classes.toAbsolutePath(),
                "-XX:SharedArchiveFile=" + FILE,
                "-Xlog:class+load:file=" + LOADED + ":none",
                "-cp",
                CLASS_PATH));
        Path archive = program.resolve(FILE);
        Path loaded = program.resolve(LOADED);
        Map<String, Integer> seen = new HashMap<>();
        for (int attempt = 0; attempt < MOST_DUMPS; attempt++) {
            Files.deleteIfExists(archive);
            Commands.run(program, command);
            boolean usual = inTheUsualOrder(Files.readAllLines(loaded));
            Files.delete(loaded);
            if (usual && seen.merge(sha256(archive), 1, Integer::sum) == SAME_DUMPS) {
                return;
            }
        }
        System.err.println("the class archive differs from dump to dump here, so the image is not reproducible");
    }

    private static boolean inTheUsualOrder(List<String> loaded) {
        for (String line : loaded) {
            if (line.startsWith(FINALIZERS_FIRST)) {
                return true;
            }
            if (line.startsWith(MAINS_FIRST)) {
                return false;
            }
        }
        return false;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where these are refused, as in some containers, the image works the same but its bytes may differ from build to build. */
    private static List<String> steadily(Path folder) throws InterruptedException {
        for (List<String> prefix : List.of(List.of("taskset", "-c", "0", "setarch", "-R"), List.of("setarch", "-R"))) {
            List<String> trial = new ArrayList<>(prefix);
            trial.add("true");
            try {
                Commands.run(folder, trial);
                return prefix;
            } catch (IOException refused) {
                System.err.println("for a reproducible image: " + refused.getMessage());
            }
        }
        return List.of();
    }
}

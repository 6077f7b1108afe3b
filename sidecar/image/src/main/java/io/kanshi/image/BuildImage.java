package io.kanshi.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds the image of the sidecar into a folder: {@code root}, the file system as it is in the container, and {@code
 * kanshi-sidecar.tar}, which {@code docker load} takes. The same inputs (sources, JDK, C library) give the same bytes.
 */
public final class BuildImage {

    private BuildImage() {}

    /** Arguments: the folder of kanshi-sidecar.jar, trim.jar, jvm.options, the list of classes, LICENSE, the folder to build into, the version. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path program = Path.of(arguments[0]);
        Path trim = Path.of(arguments[1]);
        Path options = Path.of(arguments[2]);
        Path classes = Path.of(arguments[3]);
        Path licence = Path.of(arguments[4]);
        Path folder = Path.of(arguments[5]);
        Path root = Trees.empty(folder.resolve("root"));

        Platform platform = Platform.ofThisMachine();
        Runtimes.link(root.resolve("kanshi/runtime"));
        Program.copy(program, trim, platform, root.resolve("kanshi"));
        Program.options(options, root.resolve("kanshi/options"));
        Files.copy(licence, root.resolve("kanshi/LICENSE"));
        Launcher.write(platform, root.resolve("usr/bin/kanshi-sidecar"));
        NativeLibraries.copy(root);
        SystemFiles.write(root);
        Trees.sameTime(root);
        ClassArchive.dump(root.resolve("kanshi"), classes);
        Trees.sameTime(root);
        Path tar = folder.resolve("kanshi-sidecar.tar");
        ImageTar.write(root, platform, arguments[6], tar);
        report(root, tar);
    }

    private static void report(Path root, Path tar) throws IOException {
        for (String line : List.of(
                "image " + tar,
                "compressed %.1f MB, in the container %.1f MB"
                        .formatted(mega(Files.size(tar)), mega(Trees.size(root))))) {
            System.out.println(line);
        }
    }

    private static double mega(long bytes) {
        return bytes / 1e6;
    }
}

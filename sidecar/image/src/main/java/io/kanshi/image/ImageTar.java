package io.kanshi.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Packs the root into an image, as a tar file. Two layers: what changes with the JDK, and the program. It runs as a user that may write
 * to the socket's and the spill folder only; both are volumes, so that they can be written to under a read-only root.
 */
final class ImageTar {

    private static final String SPILL = "/var/lib/kanshi/spill";
    private static final String SOCKETS = "/var/run";

    private ImageTar() {}

    static void write(Path root, Platform platform, String version, Path tar) throws IOException, InterruptedException {
        Path cache = Trees.empty(tar.resolveSibling("layers"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            image(root, platform)
                    .containerize(Containerizer.to(TarImage.at(tar).named("kanshi-sidecar:" + version))
                            .setBaseImageLayersCache(cache)
                            .setApplicationLayersCache(cache)
                            .setExecutorService(threads)
                            .setToolName("kanshi")
                            .setOfflineMode(true));
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException broken) {
            throw new IOException("the image could not be packed: " + broken.getMessage(), broken);
        } finally {
            threads.shutdown();
        }
    }

    private static JibContainerBuilder image(Path root, Platform platform) throws IOException {
        Predicate<String> isProgram = path -> path.startsWith("/kanshi/") && !path.startsWith("/kanshi/runtime");
        return Jib.fromScratch()
                .addPlatform(platform.imageName(), "linux")
                .addFileEntriesLayer(layer("runtime", root, isProgram.negate()))
                .addFileEntriesLayer(layer("program", root, isProgram))
                .setEntrypoint("/usr/bin/kanshi-sidecar")
                .setWorkingDirectory(AbsoluteUnixPath.get("/kanshi"))
                .setUser(SystemFiles.USER)
                .setVolumes(AbsoluteUnixPath.get(SPILL), AbsoluteUnixPath.get(SOCKETS))
                // File names are UTF-8, and a health check finds the command.
                .setEnvironment(Map.of("PATH", "/usr/bin", "LC_ALL", "C.UTF-8"))
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        "kanshi-sidecar",
                        "org.opencontainers.image.licenses",
                        "Apache-2.0"))
                .setCreationTime(Instant.EPOCH);
    }

    private static FileEntriesLayer layer(String name, Path root, Predicate<String> wanted) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> !path.equals(root)).sorted().forEach(path -> {
                String inside = "/" + root.relativize(path);
                if (wanted.test(inside)) {
                    layer.addEntry(
                            path,
                            AbsoluteUnixPath.get(inside),
                            permissions(path),
                            Trees.TIME.toInstant(),
                            owner(inside));
                }
            });
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return layer.build();
    }

    /** Not those of the files, which are the builder's umask. */
    private static FilePermissions permissions(Path path) {
        boolean enters = Files.isDirectory(path) || Files.isExecutable(path);
        return FilePermissions.fromOctalString(enters ? "755" : "644");
    }

    private static String owner(String inside) {
        boolean writes = inside.equals(SOCKETS) || inside.equals(SPILL);
        return writes ? SystemFiles.USER + ":" + SystemFiles.USER : "0:0";
    }
}

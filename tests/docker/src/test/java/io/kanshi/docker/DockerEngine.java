package io.kanshi.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Docker engine of the test's own: a socket, data and containers that no other engine knows. It makes no networks and no rules of
 * the firewall, so containers have the host's network or none.
 */
final class DockerEngine implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final String BASE = "base";

    private final Path folder;
    private final Process daemon;

    private DockerEngine(Path folder, Process daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** @param folder empty; holds all of the engine */
    static DockerEngine start(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("dockerd.log");
        Process daemon = new ProcessBuilder(
                        "dockerd",
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--storage-driver=vfs",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--host=" + address(folder))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DockerEngine engine = new DockerEngine(folder, daemon);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!engine.answers()) {
            if (!daemon.isAlive() || System.nanoTime() > end) {
                engine.close();
                throw new AssertionError("dockerd does not answer: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return engine;
    }

    private static String address(Path folder) {
        return "unix://" + folder.resolve("docker.sock");
    }

    private boolean answers() throws IOException, InterruptedException {
        return start("version").waitFor() == 0;
    }

    /** Makes the image that applications run in: Busybox and nothing else. */
    void importBase() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("base/bin"));
        Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
        for (String applet : List.of("sh", "echo", "cat", "printf", "seq", "head", "tr", "sleep")) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path tar = folder.resolve("base.tar");
        int exitCode = new ProcessBuilder(
                        "/bin/busybox",
                        "tar",
                        "cf",
                        tar.toString(),
                        "-C",
                        folder.resolve("base").toString(),
                        ".")
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new AssertionError("tar ended with " + exitCode);
        }
        docker("import", tar.toString(), BASE);
    }

    /** The image of a tar file; its name. */
    String load(Path tar) throws IOException, InterruptedException {
        String said = docker("load", "--quiet", "--input", tar.toString());
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    /** Runs a shell script in a container whose output goes to a socket that speaks Forward; returns when it has ended. */
    void application(String name, Path socket, String script) throws IOException, InterruptedException {
        docker(applicationCommand(List.of("run", "--name", name), socket, script));
    }

    /** The same, and returns at once. */
    void applicationBeside(String name, Path socket, String script) throws IOException, InterruptedException {
        docker(applicationCommand(List.of("run", "--detach", "--name", name), socket, script));
    }

    /** With the options that the agent of ECS gives for FireLens. */
    private static String[] applicationCommand(List<String> start, Path socket, String script) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(
                "--network=none",
                "--log-driver=fluentd",
                "--log-opt=fluentd-address=unix://" + socket,
                "--log-opt=fluentd-async=true",
                "--log-opt=fluentd-sub-second-precision=true",
                "--log-opt=fluentd-buffer-limit=1048576",
                "--log-opt=tag={{.Name}}-firelens-{{.ID}}",
                BASE,
                "/bin/sh",
                "-c",
                script));
        return command.toArray(String[]::new);
    }

    int waitFor(String container) throws IOException, InterruptedException {
        return Integer.parseInt(docker("wait", container));
    }

    /** What docker said, without the line's end. An AssertionError with that when it failed or took too long. */
    String docker(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("docker " + String.join(" ", arguments) + ": " + said);
        }
        return said;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "--host", address(folder)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    /** Removes all containers with their volumes, and ends the engine. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            if (daemon.isAlive()) {
                String containers = docker("ps", "--all", "--quiet");
                if (!containers.isEmpty()) {
                    List<String> command = new ArrayList<>(List.of("rm", "--force", "--volumes"));
                    command.addAll(List.of(containers.split("\\s+", -1)));
                    docker(command.toArray(String[]::new));
                }
            }
        } finally {
            daemon.destroy();
            if (!daemon.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
            // The engine's own network stays mounted.
            new ProcessBuilder("umount", folder.resolve("exec/netns/default").toString())
                    .start()
                    .waitFor();
        }
    }
}

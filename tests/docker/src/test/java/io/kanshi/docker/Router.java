package io.kanshi.docker;

import io.kanshi.testkit.sidecar.KinesisFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The sidecar's image, running as FireLens' log router does: first of all, with its socket's folder mounted at /var/run. */
final class Router {

    private static final String NAME = "log_router";

    final Path socket;
    private final DockerEngine engine;

    private Router(DockerEngine engine, Path socket) {
        this.engine = engine;
        this.socket = socket;
    }

    /** @param options of docker run, such as an environment variable */
    static Router start(DockerEngine engine, String image, Path folder, KinesisFake kinesis, String... options)
            throws IOException, InterruptedException {
        Path sockets = Files.createDirectories(folder.resolve("sockets"));
        // The agent of ECS gives the folder to the router's user.
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--name=" + NAME,
                "--read-only",
                "--cap-drop=ALL",
                "--network=host",
                "--volume=" + sockets + ":/var/run",
                "--env=KANSHI_KINESIS_STREAM=logs",
                "--env=KANSHI_KINESIS_ENDPOINT=" + kinesis.endpoint(),
                "--env=KANSHI_FIRELENS_HEALTH_PORT=0",
                "--env=AWS_REGION=eu-central-1",
                "--env=AWS_ACCESS_KEY_ID=key",
                "--env=AWS_SECRET_ACCESS_KEY=secret"));
        command.addAll(List.of(options));
        command.add(image);
        engine.docker(command.toArray(String[]::new));
        Router router = new Router(engine, sockets.resolve("fluent.sock"));
        router.awaitListening(1);
        return router;
    }

    /** Until it has said so for the so-many-th time: its socket's file may be the one of an earlier start. */
    private void awaitListening(int starts) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (said().split("listening on", -1).length <= starts) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the router does not listen: " + said());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    String said() throws IOException, InterruptedException {
        return engine.docker("logs", NAME);
    }

    /** kill −9, and the same container again: its volumes stay. */
    void killAndStart() throws IOException, InterruptedException {
        int starts = said().split("listening on", -1).length;
        engine.docker("kill", "--signal=KILL", NAME);
        engine.waitFor(NAME);
        engine.docker("start", NAME);
        awaitListening(starts);
    }

    /** SIGTERM; its exit code. */
    int stop() throws IOException, InterruptedException {
        engine.docker("stop", "--time=40", NAME);
        return engine.waitFor(NAME);
    }

    String run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", NAME));
        all.addAll(List.of(command));
        return engine.docker(all.toArray(String[]::new));
    }

    String inspect(String format) throws IOException, InterruptedException {
        return engine.docker("inspect", "--format=" + format, NAME);
    }
}

package io.kanshi.forwarder;

import io.kanshi.testkit.Container;
import io.kanshi.testkit.Dice;
import io.kanshi.testkit.sidecar.DockerLines;
import io.kanshi.testkit.sidecar.ForwardClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A container as Docker's driver speaks for it: sends lines and asks for no acks; when the connection breaks it opens another one. */
final class LoggingContainer implements Runnable {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Path socket;
    private final Dice dice;
    private final AccountClients clients;
    private final AccountLines lines;
    private final DockerLines docker;

    LoggingContainer(String name, Path socket, Dice dice, AccountClients clients) {
        this.name = name;
        this.socket = socket;
        this.dice = dice;
        this.clients = clients;
        this.lines = new AccountLines(name, dice);
        this.docker = new DockerLines(Container.of(name));
    }

    @Override
    public void run() {
        try {
            while (clients.goesOn()) {
                lines.nextAttempt();
                connection();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void connection() throws InterruptedException {
        try (ForwardClient client = ForwardClient.unix(socket)) {
            while (clients.goesOn()) {
                for (int i = 0; i < 20; i++) {
                    something(client);
                }
            }
            client.finish();
            if (!client.endsWithin(PATIENCE)) {
                throw new AssertionError(name + ": the sidecar has not read all");
            }
        } catch (IOException down) {
            // It was killed, or has ended: what was not read is lost with Docker too.
        }
    }

    private void something(ForwardClient client) throws IOException {
        String source = dice.pick("stdout", "stdout", "stderr");
        int kind = dice.between(0, 99);
        if (kind < 5) {
            for (String line : lines.stackTrace()) {
                send(client, line, docker.line(TIME, source, line));
            }
        } else if (kind < 8) {
            String text = lines.pieces(dice.between(2, 5));
            send(client, text, docker.line(TIME, source, text));
        } else if (kind < 9) {
            String text = lines.pieces(3);
            List<byte[]> pieces = docker.line(TIME, source, text);
            send(client, text.substring(0, 2 * (text.length() / 3)), pieces.subList(0, pieces.size() - 1));
        } else {
            String line = lines.line();
            send(client, line, docker.line(TIME, source, line));
        }
    }

    private void send(ForwardClient client, String text, List<byte[]> messages) throws IOException {
        Token.in(text).forEach(clients::sends);
        client.send(DockerLines.joined(messages));
    }

    @Override
    public String toString() {
        return name;
    }
}

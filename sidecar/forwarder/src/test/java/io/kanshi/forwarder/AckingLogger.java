package io.kanshi.forwarder;

import io.kanshi.testkit.Dice;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.ForwardClient;
import io.kanshi.testkit.sidecar.ForwardEntry;
import io.kanshi.testkit.sidecar.ForwardMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A logger that asks for acks, in every mode of the protocol; what is not acked it sends again, as another attempt. */
final class AckingLogger implements Runnable {

    private static final Instant TIME = Instant.parse("2026-11-23T08:42:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Over the limit of a line. */
    private static final int HUGE = 100_000;

    private final String name;
    private final Path socket;
    private final Dice dice;
    private final AccountClients clients;
    private final AccountLines lines;

    AckingLogger(String name, Path socket, Dice dice, AccountClients clients) {
        this.name = name;
        this.socket = socket;
        this.dice = dice;
        this.clients = clients;
        this.lines = new AccountLines(name, dice);
    }

    @Override
    public void run() {
        try {
            while (clients.goesOn()) {
                connection();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void connection() throws InterruptedException {
        try (ForwardClient client = ForwardClient.unix(socket)) {
            for (boolean acked = true; acked && clients.goesOn(); ) {
                lines.nextAttempt();
                acked = chunk(client);
            }
        } catch (IOException down) {
            // What was not acked may have arrived or not.
        }
    }

    private boolean chunk(ForwardClient client) throws IOException, InterruptedException {
        List<Token> tokens = new ArrayList<>();
        List<ForwardEntry> entries = new ArrayList<>();
        int count = dice.between(1, 20);
        for (int i = 0; i < count; i++) {
            String line = dice.chance(0.02) ? "INFO " + lines.token() + lines.noise(HUGE) : lines.line();
            tokens.addAll(Token.in(line));
            entries.add(ForwardEntry.of(TIME, Map.of("log", line, "container_name", "/" + name, "source", "stdout")));
        }
        tokens.forEach(clients::sends);
        String chunk = tokens.get(0).toString();
        client.send(message(entries, ForwardMessages.chunk(chunk), tokens));
        try {
            if (!client.awaitAck(PATIENCE).equals(chunk)) {
                throw new IllegalStateException(name + ": another chunk was acked than " + chunk);
            }
        } catch (AssertionError noAck) {
            return false;
        }
        clients.isAcked(tokens);
        return true;
    }

    private byte[] message(List<ForwardEntry> entries, Map<String, Object> options, List<Token> tokens) {
        return switch (dice.between(0, 4)) {
            case 0 -> {
                tokens.subList(1, tokens.size()).clear();
                yield ForwardMessages.message(name, entries.get(0), options);
            }
            case 1 -> ForwardMessages.forward(name, entries, options);
            case 2 -> ForwardMessages.packedForward(name, ForwardMessages.entries(entries), options);
            case 3 -> ForwardMessages.compressed(name, List.of(entries), Compression.GZIP, options);
            default -> ForwardMessages.compressed(name, List.of(entries, List.of()), Compression.ZSTD, options);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}

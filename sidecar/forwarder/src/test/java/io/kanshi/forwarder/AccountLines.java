package io.kanshi.forwarder;

import io.kanshi.testkit.Dice;
import io.kanshi.wire.WireLimits;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Texts of lines: all levels, stack traces, lines of several pieces, each record of them with a token of its own. One thread. */
final class AccountLines {

    /** So many that what is repeated is mostly in another frame. */
    private static final int NOISE_BYTES = 3 << 20;

    private final Dice dice;
    private final String client;
    private final String noise;
    private int attempt;
    private int number;

    AccountLines(String client, Dice dice) {
        this.client = client;
        this.dice = dice;
        this.noise = Base64.getEncoder().encodeToString(dice.bytes(NOISE_BYTES));
    }

    /** A new connection, or a new try. */
    void nextAttempt() {
        attempt++;
        number = 0;
    }

    Token token() {
        return new Token(client, attempt, number++);
    }

    String line() {
        String level = dice.pick("DEBUG", "INFO", "INFO", "INFO", "WARN", dice.chance(0.1) ? "ERROR" : "info");
        return "2026-11-23 " + level + " " + token() + noise(dice.between(60, 500));
    }

    List<String> stackTrace() {
        List<String> lines = new ArrayList<>();
        lines.add("2026-11-23 ERROR " + token() + " failed");
        lines.add("java.lang.IllegalStateException: " + token());
        for (int i = dice.between(1, 20); i > 0; i--) {
            lines.add("\tat a.b.C.d(C.java:" + i + ") " + token());
        }
        return lines;
    }

    /** A text that Docker cuts into so many pieces, a token in each. */
    String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int piece = 0; piece < count; piece++) {
            int length = piece == count - 1 ? dice.between(100, 9000) : WireLimits.DOCKER_PIECE_BYTES;
            String start = token() + (piece == 0 ? " INFO " : " ");
            text.append(start).append(noise(length - start.length()));
        }
        return text.toString();
    }

    /** Letters that hardly compress. */
    String noise(int length) {
        int at = dice.between(0, noise.length() - length);
        return noise.substring(at, at + length);
    }
}

package io.kanshi.forwarder.stats;

import io.kanshi.forwarder.net.NearbyConnection;
import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The little of Redis' protocol (RESP 2) that INFO takes: commands as arrays of bulk strings, and three kinds of answers.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">the protocol</a>
 */
final class RedisConversation {

    /** INFO has about 6 KB. */
    static final int LARGEST_BYTES = 256 << 10;

    private static final int LONGEST_MESSAGE = 200;

    private final NearbyConnection connection;

    RedisConversation(NearbyConnection connection) {
        this.connection = connection;
    }

    /** The answer's text; an error of the server is a failure with its words. */
    String ask(List<String> command) throws NearbyFailure {
        StringBuilder text = new StringBuilder("*").append(command.size()).append("\r\n");
        for (String word : command) {
            int bytes = word.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
        }
        connection.write(text.toString());
        String line = connection.readLine();
        char kind = line.isEmpty() ? ' ' : line.charAt(0);
        return switch (kind) {
            case '+' -> line.substring(1);
            case '$' -> bulk(line.substring(1));
            case '-' -> throw new NearbyFailure(Reason.REFUSED, "Redis said " + inert(line.substring(1)));
            default -> throw new NearbyFailure(Reason.BROKEN, "not Redis' protocol");
        };
    }

    private String bulk(String length) throws NearbyFailure {
        if (!length.matches("[0-9]{1,9}")) {
            throw new NearbyFailure(Reason.BROKEN, "not a length: " + inert(length));
        }
        String text = new String(connection.read(Integer.parseInt(length)), StandardCharsets.UTF_8);
        if (!connection.readLine().isEmpty()) {
            throw new NearbyFailure(Reason.BROKEN, "more than the announced " + length + " bytes");
        }
        return text;
    }

    private static String inert(String text) {
        String visible = text.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > LONGEST_MESSAGE ? visible.substring(0, LONGEST_MESSAGE) + "…" : visible;
    }
}

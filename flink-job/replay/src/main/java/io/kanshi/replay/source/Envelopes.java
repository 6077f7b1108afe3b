package io.kanshi.replay.source;

import io.kanshi.wire.JsonScanner;
import io.kanshi.wire.JsonScanner.Token;
import io.kanshi.wire.JsonText;
import io.kanshi.wire.ValidUtf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes an envelope in FireLens's keys around lines that have none or another one. The event is built here and then laid into a block,
 * so that from there on all lines are alike.
 */
final class Envelopes {

    private final Blocks blocks;
    private final Bytes event = new Bytes(4096);
    private final DockerLabels labels = new DockerLabels();
    private final JsonScanner scanner = new JsonScanner();
    private final String speaker;
    private Block block;
    private int used;

    Envelopes(Blocks blocks, FileName name) {
        this.blocks = blocks;
        this.block = blocks.block(Blocks.BLOCK_BYTES);
        Bytes escaped = new Bytes(64);
        byte[] program = name.program().getBytes(StandardCharsets.UTF_8);
        JsonText.escape(program, 0, program.length, escaped);
        String container = name.container().isEmpty() ? "" : ",\"container_id\":\"" + name.container() + "\"";
        speaker = container + ",\"container_name\":\""
                + (name.container().isEmpty()
                        ? escaped.toString(StandardCharsets.UTF_8)
                        : name.container().substring(0, 12))
                + "\"";
    }

    /** A plain text line; {@code cutBytes} of it were left out already. */
    Line text(byte[] b, int start, int end, long timeNanos, long cutBytes) {
        int keep = end - start <= CutLines.KEPT_BYTES ? end : ValidUtf8.boundary(b, start, start + CutLines.KEPT_BYTES);
        event.reset();
        event.put("{\"time\":\"")
                .put(rfc3339(timeNanos))
                .put("\"")
                .put(speaker)
                .put(",\"source\":\"stdout\",\"log\":\"");
        int logStart = event.size();
        boolean valid = escape(b, start, keep);
        int logEnd = event.size();
        event.put("\"");
        if (!valid) {
            byte[] original = Arrays.copyOfRange(b, start, keep);
            event.put(",\"log_base64\":\"")
                    .put(Base64.getEncoder().encodeToString(original))
                    .put("\"");
        }
        long cut = cutBytes + end - keep;
        if (cut > 0) {
            event.put(",\"truncated_bytes\":" + cut);
        }
        event.put("}");
        return lay(logStart, logEnd);
    }

    /** Escapes the text; broken UTF-8 becomes U+FFFD, then the answer is false. */
    private boolean escape(byte[] b, int start, int end) {
        if (isUtf8(b, start, end)) {
            JsonText.escape(b, start, end, event);
            return true;
        }
        byte[] readable = new String(b, start, end - start, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        JsonText.escape(readable, 0, readable.length, event);
        return false;
    }

    private static boolean isUtf8(byte[] b, int start, int end) {
        int i = start;
        while (i < end && b[i] >= 0) {
            i++;
        }
        if (i == end) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, start, end - start));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    static String rfc3339(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, EventTimes.SECOND), Math.floorMod(nanos, EventTimes.SECOND))
                .toString();
    }

    /** A line of Docker's json-file: its text ends with a line break unless more of the line follows. */
    Line docker(byte[] b, Keys keys) {
        int logEnd = keys.end(Keys.LOG);
        boolean whole = endsWithLineBreak(b, keys.start(Keys.LOG), logEnd);
        event.reset();
        event.put("{\"time\":\"")
                .put(b, keys.start(Keys.TIME), keys.end(Keys.TIME))
                .put("\"")
                .put(speaker);
        event.put(",\"source\":\"")
                .put(b, keys.start(Keys.STREAM), keys.end(Keys.STREAM))
                .put("\",\"log\":\"");
        int start = event.size();
        event.put(b, keys.start(Keys.LOG), whole ? logEnd - 2 : logEnd);
        int end = event.size();
        event.put("\"");
        if (keys.isObject(Keys.ATTRS)) {
            byte[] members = labels.members(b, keys.start(Keys.ATTRS), keys.end(Keys.ATTRS));
            event.put(members, 0, members.length);
        }
        event.put("}");
        Line line = lay(start, end);
        line.fromDocker = true;
        line.dockerPiece = !whole;
        return line;
    }

    private static boolean endsWithLineBreak(byte[] b, int start, int end) {
        int slashes = 0;
        for (int i = end - 2; i >= start && b[i] == '\\'; i--) {
            slashes++;
        }
        return end - start >= 2 && b[end - 1] == 'n' && (slashes & 1) == 1;
    }

    /** An event without Docker's marks of a piece, with what its frame's header says for all, its text cut at the limit. */
    Line event(byte[] b, int start, int end, Keys keys, @Nullable Defaults defaults) {
        event.reset();
        event.put("{");
        int logStart = 0;
        int logEnd = 0;
        long cut = 0;
        scanner.reset(b, start, end);
        scanner.next();
        while (scanner.next() == Token.KEY) {
            int keyStart = scanner.valueStart() - 1;
            int key = Keys.code(b, scanner.valueStart(), scanner.valueEnd());
            Token token = scanner.next();
            scanner.skip(token);
            int quote = token == Token.STRING ? 1 : 0;
            int from = scanner.valueStart();
            int to = scanner.valueEnd();
            if (Keys.isMarkOfPiece(key)) {
                continue;
            }
            event.put(event.size() > 1 ? "," : "").put(b, keyStart, from);
            int size = event.size();
            if (key == Keys.LOG && quote == 1) {
                int keep = EscapedText.boundary(b, from, to, CutLines.KEPT_BYTES);
                event.put(b, from, keep).put("\"");
                logStart = size;
                logEnd = event.size() - 1;
                cut = (long) to - keep;
            } else {
                event.put(b, from, to + quote);
            }
        }
        if (defaults != null) {
            defaults.write(keys, event);
        }
        if (cut > 0) {
            event.put(",\"truncated_bytes\":" + cut);
        }
        event.put("}");
        return lay(logStart, logEnd);
    }

    private Line lay(int logStart, int logEnd) {
        int length = event.size();
        if (used + length > block.bytes.length) {
            block.release();
            block = blocks.block(length);
            used = 0;
        }
        System.arraycopy(event.array(), 0, block.bytes, used, length);
        Line line = blocks.line(block, used, used + length);
        line.logStart = used + logStart;
        line.logEnd = used + logEnd;
        used += length;
        return line;
    }

    void close() {
        block.release();
    }
}

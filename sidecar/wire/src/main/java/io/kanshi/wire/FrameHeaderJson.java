package io.kanshi.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of a frame as a line of JSON.
 *
 * <p>A first line is a header if, and only if, it is an object whose first key is {@code kanshi} with a number. {@code boot},
 * {@code lane}, {@code seq} and {@code events} must be there (without them a repeat could not be recognised), the running totals
 * default to 0, unknown keys are ignored. Called once a frame, so it need not be quick.
 */
public final class FrameHeaderJson {

    private static final byte[] VERSION_KEY = "kanshi".getBytes(StandardCharsets.US_ASCII);

    private FrameHeaderJson() {}

    /** The header's line, with its line break. */
    public static byte[] write(FrameHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(("{\"kanshi\":" + header.version()).getBytes(StandardCharsets.US_ASCII));
        text(out, "boot", header.boot());
        number(out, "lane", header.lane());
        number(out, "seq", header.seq());
        number(out, "events", header.events());
        number(out, "received", header.received());
        number(out, "joined", header.joined());
        number(out, "shed", header.shed());
        number(out, "held", header.held());
        if (header.nextWithinMillis() != FrameHeader.NO_PROMISE) {
            number(out, "next_within_ms", header.nextWithinMillis());
        }
        text(out, "service", header.service());
        text(out, "ecs_cluster", header.cluster());
        text(out, "ecs_task_arn", header.taskArn());
        text(out, "ecs_task_definition", header.taskDefinition());
        out.write('}');
        out.write('\n');
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, String key, long value) {
        out.writeBytes((",\"" + key + "\":" + value).getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(ByteArrayOutputStream out, String key, @Nullable String value) {
        if (value == null) {
            return;
        }
        out.writeBytes((",\"" + key + "\":\"").getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        JsonText.escape(bytes, 0, bytes.length, out);
        out.write('"');
    }

    /** Reads the line from {@code start} to {@code end} (exclusive), its line break not included. Never throws. */
    public static ParsedHeader read(byte[] bytes, int start, int end) {
        if (start >= end || !opensObject(bytes, start, end)) {
            return ParsedHeader.Absent.INSTANCE;
        }
        JsonScanner scanner = new JsonScanner();
        scanner.reset(bytes, start, end);
        scanner.next();
        if (scanner.next() != JsonScanner.Token.KEY || !isVersionKey(bytes, scanner)) {
            return ParsedHeader.Absent.INSTANCE;
        }
        if (scanner.next() != JsonScanner.Token.NUMBER) {
            return ParsedHeader.Absent.INSTANCE;
        }
        return new HeaderFields(bytes, scanner).read();
    }

    private static boolean opensObject(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i < end && bytes[i] == '{';
    }

    private static boolean isVersionKey(byte[] bytes, JsonScanner scanner) {
        Utf8 key = new Utf8().set(bytes, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart());
        return key.contentEquals(VERSION_KEY);
    }
}

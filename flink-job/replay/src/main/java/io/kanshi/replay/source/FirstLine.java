package io.kanshi.replay.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a captured log from other JSON that lies in the same folder, such as labels or settings: a log's first line is a whole value
 * (or plain text).
 */
final class FirstLine {

    private FirstLine() {}

    /** Whether the file starts with JSON that goes on behind its first line. */
    static boolean isNoLog(Path path) {
        try (OpenFile file = new OpenFile(new CapturedFile(path.toString(), Files.size(path), 0), new Counts());
                CutLines lines = new CutLines(file, new Blocks())) {
            while (lines.next()) {
                byte[] b = lines.block().bytes;
                int start = FileLines.afterSpace(b, lines.start(), lines.end());
                if (start < lines.end()) {
                    return b[start] == '[' && !isText(b, start, lines.end())
                            || b[start] == '{' && isBroken(b, start, lines.end());
                }
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isBroken(byte[] b, int start, int end) {
        return new EventScan().scan(b, start, end) == EventScan.Shape.BROKEN;
    }

    /** A bracket opens a time or a level in logs, and a value or nothing in JSON. */
    private static boolean isText(byte[] b, int start, int end) {
        int next = FileLines.afterSpace(b, start + 1, end);
        return next < end && b[next] != '{' && b[next] != '[' && b[next] != '"' && b[next] != ']';
    }
}

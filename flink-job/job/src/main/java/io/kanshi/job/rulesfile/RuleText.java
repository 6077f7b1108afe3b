package io.kanshi.job.rulesfile;

import io.kanshi.rules.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** What lies where a rule file should be: a text, or something that cannot be one. */
public sealed interface RuleText {

    /** A file of more bytes is not read; no rule file needs more characters either. */
    int MAX_BYTES = RuleFile.MAX_LENGTH;

    /** A text, which may have any mistake. */
    record Text(String text) implements RuleText {}

    /** No text that could be rules; says why. */
    record Unfit(String why) implements RuleText {}

    /** Reads a file with whatever of Flink's file systems knows it; an IOException when it cannot be read. */
    static RuleText read(Path file) throws IOException {
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            return read(in);
        }
    }

    /** Reads a file that somebody else has opened, and closes. */
    static RuleText read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        return bytes.length > MAX_BYTES
                ? new Unfit("it has more than " + MAX_BYTES + " bytes; at most these are read")
                : of(bytes);
    }

    private static RuleText of(byte[] bytes) {
        try {
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return new Unfit("it is no text in UTF-8");
        }
    }
}

package io.kanshi.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How numbers and texts are written in stored state: small numbers in one byte, text as length and UTF-8. */
final class Binary {

    private Binary() {}

    /** Seven bits a byte, small absolute values first. */
    static void writeLong(DataOutput out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readLong(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (part & 0x7FL) << shift;
            if (part < 0x80) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IOException("A number of more than 64 bits");
    }

    static int readSize(DataInput in) throws IOException {
        long size = readLong(in);
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new IOException("A size out of range: " + size);
        }
        return (int) size;
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeLong(out, bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[readSize(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeTexts(DataOutput out, List<String> texts) throws IOException {
        writeLong(out, texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    static List<String> readTexts(DataInput in) throws IOException {
        int size = readSize(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(readText(in));
        }
        return List.copyOf(texts);
    }

    static void writeNotice(DataOutput out, Notice notice) throws IOException {
        writeText(out, notice.severity());
        writeLong(out, notice.labels().size());
        for (var label : notice.labels().entrySet()) {
            writeText(out, label.getKey());
            writeText(out, label.getValue());
        }
        String runbook = notice.runbook();
        out.writeBoolean(runbook != null);
        if (runbook != null) {
            writeText(out, runbook);
        }
    }

    static Notice readNotice(DataInput in) throws IOException {
        String severity = readText(in);
        SortedMap<String, String> labels = new TreeMap<>();
        int size = readSize(in);
        for (int i = 0; i < size; i++) {
            labels.put(readText(in), readText(in));
        }
        @Nullable String runbook = in.readBoolean() ? readText(in) : null;
        return new Notice(severity, labels, runbook);
    }
}

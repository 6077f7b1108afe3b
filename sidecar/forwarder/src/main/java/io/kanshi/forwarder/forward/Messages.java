package io.kanshi.forwarder.forward;

import io.kanshi.wire.Unpacker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a whole Forward message apart: Message, Forward, PackedForward or CompressedPackedForward, told by what is in it
 * (https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1.5). Compression is told by its magic bytes, as labels are
 * sometimes wrong. Reused for every message of every connection; for the reading thread only.
 */
final class Messages implements AutoCloseable {

    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;
    private static final byte[] CHUNK = {'c', 'h', 'u', 'n', 'k'};
    private static final byte[] SIGNAL = {'f', 'l', 'u', 'e', 'n', 't', '_', 's', 'i', 'g', 'n', 'a', 'l'};
    private static final int LOGS = 0;

    private final Records records;
    private final Unpacker unpacker;
    private final ValueEnd entryEnd;
    private final Cursor message = new Cursor();
    private final Cursor entry = new Cursor();
    private byte @Nullable [] chunk;
    private long signal;

    Messages(Records records, int maxUnpackedBytes) {
        this.records = records;
        this.unpacker = new Unpacker(maxUnpackedBytes);
        this.entryEnd = new ValueEnd(maxUnpackedBytes);
    }

    /** False when this is no Forward message. A nil is a heartbeat, and fine. */
    boolean take(byte[] b, int start) {
        chunk = null;
        signal = LOGS;
        message.set(b, start);
        if (message.isNil()) {
            return true;
        }
        if (!message.isArray()) {
            return false;
        }
        int members = message.array();
        if (members < 2 || members > 4 || !message.isText()) {
            return false;
        }
        message.text();
        int tagStart = message.start();
        int tagEnd = message.end();
        int content = message.at();
        boolean single = isSingle(members);
        message.skip();
        if (single) {
            message.skip();
        }
        if (members > (single ? 3 : 2) && !options()) {
            return false;
        }
        records.tag(b, tagStart, tagEnd);
        message.set(b, content);
        if (signal != LOGS) {
            records.refused(Refusal.OTHER_SIGNAL);
            return true;
        }
        if (single) {
            timed(message);
            return true;
        }
        return entries();
    }

    /** Message mode has a time, or a time with its metadata, where the others have their entries. */
    private boolean isSingle(int members) {
        if (members < 3 || message.isText()) {
            return false;
        }
        if (!message.isArray()) {
            return true;
        }
        entry.set(message.bytes(), message.at());
        return entry.array() == 2 && !entry.isArray();
    }

    private boolean options() {
        if (message.isNil()) {
            message.skip();
            return true;
        }
        if (!message.isMap()) {
            return false;
        }
        for (int pairs = message.map(); pairs > 0; pairs--) {
            if (!message.isText()) {
                return false;
            }
            message.text();
            if (isKey(CHUNK)) {
                int from = message.at();
                message.skip();
                chunk = Arrays.copyOfRange(message.bytes(), from, message.at());
            } else if (isKey(SIGNAL) && message.isInteger()) {
                signal = message.integer();
            } else {
                message.skip();
            }
        }
        return true;
    }

    private boolean isKey(byte[] key) {
        return Arrays.equals(message.bytes(), message.start(), message.end(), key, 0, key.length);
    }

    private boolean entries() {
        if (message.isArray()) {
            for (int left = message.array(); left > 0; left--) {
                int next = next(message);
                listed(message);
                message.set(message.bytes(), next);
            }
            return true;
        }
        if (!message.isText()) {
            return false;
        }
        message.text();
        packed(message.bytes(), message.start(), message.end());
        return true;
    }

    private int next(Cursor from) {
        entry.set(from.bytes(), from.at());
        entry.skip();
        return entry.at();
    }

    private void packed(byte[] b, int start, int end) {
        int magic = end - start < 2 ? 0 : (b[start] & 0xff) << 8 | b[start + 1] & 0xff;
        if (magic != GZIP && magic != ZSTD) {
            payload(b, start, end);
            return;
        }
        switch (unpacker.unpack(b, start, end)) {
            case UNPACKED -> payload(unpacker.bytes(), unpacker.start(), unpacker.end());
            case TOO_LARGE -> records.refused(Refusal.PAYLOAD_TOO_LARGE);
            case BROKEN -> records.refused(Refusal.BROKEN_COMPRESSION);
        }
    }

    private void payload(byte[] b, int start, int end) {
        int at = start;
        while (at < end) {
            entryEnd.restart();
            int stop = entryEnd.find(b, at, end);
            if (stop < 0) {
                records.refused(Refusal.BROKEN_PAYLOAD);
                return;
            }
            listed(entry.set(b, at));
            at = stop;
        }
    }

    /** An entry of a list: an array of its time and its record. */
    private void listed(Cursor cursor) {
        if (cursor.isArray() && cursor.array() >= 2) {
            timed(cursor);
        } else {
            records.refused(Refusal.BROKEN_ENTRY);
        }
    }

    /** A time, or a time with its metadata, and the record behind it. */
    private void timed(Cursor cursor) {
        boolean withMetadata = cursor.isArray();
        if (withMetadata && cursor.array() != 2) {
            records.refused(Refusal.BROKEN_ENTRY);
            return;
        }
        long time = EventTime.read(cursor);
        if (withMetadata) {
            cursor.skip();
        }
        if (time == EventTime.NONE || !cursor.isMap()) {
            records.refused(Refusal.BROKEN_ENTRY);
        } else {
            records.record(time, cursor);
        }
    }

    /** The value of the option {@code chunk}, as it came; null when no ack is wanted. */
    byte @Nullable [] chunk() {
        return chunk;
    }

    @Override
    public void close() {
        unpacker.close();
    }
}

package io.kanshi.testkit.sidecar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.msgpack.core.MessagePacker;

/** The forms in which a Forward client may write an event's time. */
public enum ForwardTime {
    /** EventTime as Docker sends it: d7 00, seconds, nanoseconds. */
    FIXEXT8 {
        @Override
        void pack(MessagePacker packer, Instant time) throws IOException {
            packer.packExtensionTypeHeader((byte) 0, Long.BYTES);
            packer.writePayload(eventTime(time));
        }
    },
    /** The same with a length of its own: c7 08 00. */
    EXT8 {
        @Override
        void pack(MessagePacker packer, Instant time) throws IOException {
            packer.writePayload(new byte[] {(byte) 0xc7, Long.BYTES, 0});
            packer.writePayload(eventTime(time));
        }
    },
    /** Whole seconds, as clients before protocol v1 and many today; 0 means now. */
    SECONDS {
        @Override
        void pack(MessagePacker packer, Instant time) throws IOException {
            packer.packLong(time.getEpochSecond());
        }
    };

    abstract void pack(MessagePacker packer, Instant time) throws IOException;

    private static byte[] eventTime(Instant time) {
        return ByteBuffer.allocate(Long.BYTES)
                .putInt((int) time.getEpochSecond())
                .putInt(time.getNano())
                .array();
    }
}

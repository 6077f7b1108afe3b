package io.kanshi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.kanshi.wire.Unpacker.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnpackerTest {

    private static final int BOUND = 1 << 20;

    private final Unpacker unpacker = new Unpacker(BOUND);

    @AfterEach
    void close() {
        unpacker.close();
    }

    private byte[] content() {
        return Arrays.copyOfRange(unpacker.bytes(), unpacker.start(), unpacker.end());
    }

    private void unpacksTo(byte[] record, byte[] expected) {
        byte[] around = new byte[record.length + 7];
        System.arraycopy(record, 0, around, 3, record.length);
        assertThat(unpacker.unpack(around, 3, 3 + record.length))
                .as(unpacker::error)
                .isEqualTo(Outcome.UNPACKED);
        assertThat(content()).isEqualTo(expected);
        assertThat(unpacker.error()).isEmpty();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Arrays.fill(bytes, 0, size / 2, (byte) 'a');
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** Without its size in the frame, as streams write it. */
    private static byte[] zstdStream(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    @Test
    void plainBytesAreNotCopied() {
        byte[] record = text("{\"log\":\"x\"}");
        assertThat(unpacker.unpack(record, 2, 5)).isEqualTo(Outcome.UNPACKED);
        assertThat(unpacker.bytes()).isSameAs(record);
        assertThat(unpacker.start()).isEqualTo(2);
        assertThat(unpacker.end()).isEqualTo(5);
        unpacksTo(new byte[0], new byte[0]);
    }

    @Test
    void unpacksEveryFormatAndSeveralInARow() throws IOException {
        Random random = Seed.random("unpacksEveryFormatAndSeveralInARow");
        byte[] skippable = {0x53, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9};
        for (int i = 0; i < 200; i++) {
            byte[] one = random(random, random.nextInt(200_000));
            byte[] other = random(random, random.nextInt(200_000));
            byte[] both = concatenated(one, other);
            unpacksTo(gzip(one), one);
            unpacksTo(Zstd.compress(one), one);
            unpacksTo(zstdStream(one), one);
            unpacksTo(concatenated(gzip(one), gzip(other)), both);
            unpacksTo(concatenated(Zstd.compress(one), skippable, Zstd.compress(other)), both);
            unpacksTo(concatenated(skippable, zstdStream(one), zstdStream(other)), both);
        }
    }

    @Test
    void takesExactlyTheBoundAndNoByteMore() throws IOException {
        byte[] full = new byte[BOUND];
        byte[] more = new byte[BOUND + 1];
        unpacksTo(full, full);
        unpacksTo(gzip(full), full);
        unpacksTo(Zstd.compress(full), full);
        unpacksTo(zstdStream(full), full);
        unpacksTo(concatenated(gzip(full), gzip(new byte[0])), full);
        for (byte[] record : new byte[][] {
            more, gzip(more), Zstd.compress(more), zstdStream(more), concatenated(gzip(full), gzip(new byte[1]))
        }) {
            assertThat(unpacker.unpack(record, 0, record.length)).isEqualTo(Outcome.TOO_LARGE);
            assertThat(unpacker.error()).isEqualTo("record unpacks to more than 1048576 bytes");
            assertThat(content()).isEmpty();
        }
    }

    @Test
    void aBombNeverGrowsTheBufferBeyondTheBound() throws IOException {
        byte[] zeros = new byte[100 << 20];
        for (byte[] bomb : new byte[][] {gzip(zeros), Zstd.compress(zeros), zstdStream(zeros)}) {
            assertThat(bomb.length).isLessThan(BOUND);
            assertThat(unpacker.unpack(bomb, 0, bomb.length)).isEqualTo(Outcome.TOO_LARGE);
            assertThat(unpacker.bytes().length).isLessThanOrEqualTo(BOUND);
        }
    }

    @Test
    void cutOffRecordsAreBroken() throws IOException {
        Random random = Seed.random("cutOffRecordsAreBroken");
        byte[] content = random(random, 5000);
        for (byte[] record : new byte[][] {gzip(content), Zstd.compress(content), zstdStream(content)}) {
            for (int length = 4; length < record.length; length++) {
                assertThat(unpacker.unpack(record, 0, length)).as("%s", length).isEqualTo(Outcome.BROKEN);
                assertThat(unpacker.error()).matches("(zstd|gzip): .+");
            }
        }
    }

    @Test
    void whatFollowsAMemberMustBeOne() throws IOException {
        byte[] record = concatenated(gzip(text("a")), text("\n"));
        assertThat(unpacker.unpack(record, 0, record.length)).isEqualTo(Outcome.BROKEN);
        assertThat(unpacker.error()).isEqualTo("gzip: no gzip member where one should start");
    }

    @Test
    void readsTheOptionalPartsOfAGzipHeader() throws IOException {
        byte[] gzip = gzip(text("hello"));
        byte[] head = Arrays.copyOf(gzip, 10);
        head[3] = 2 | 4 | 8 | 16;
        byte[] optional = concatenated(new byte[] {3, 0, 1, 2, 3}, text("name\0comment\0"), new byte[2]);
        unpacksTo(concatenated(head, optional, Arrays.copyOfRange(gzip, 10, gzip.length)), text("hello"));
    }

    @Test
    void damageIsNoticedAndHarmless() throws IOException {
        Random random = Seed.random("damageIsNoticedAndHarmless");
        byte[] content = random(random, 3000);
        byte[][] records = {gzip(content), Zstd.compress(content), concatenated(gzip(content), gzip(content))};
        for (int i = 0; i < 20_000; i++) {
            byte[] record = records[random.nextInt(records.length)].clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                record[random.nextInt(record.length)] = (byte) random.nextInt();
            }
            unpacker.unpack(record, 0, record.length);
            assertThat(unpacker.bytes().length).isLessThanOrEqualTo(Math.max(BOUND, record.length));
        }
        unpacksTo(records[0], content);
    }
}

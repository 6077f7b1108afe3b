package io.kanshi.fuzz;

import com.github.luben.zstd.Zstd;
import io.kanshi.testkit.sidecar.Compression;
import io.kanshi.testkit.sidecar.ForwardMessages;
import java.util.Arrays;

/**
 * How the fuzzer's bytes become a client's: the first one says whether they come in one piece or cut, whether time goes by in between,
 * and whether they are a message or the entries of a compressed one, whose checksums no fuzzer would ever get right.
 */
record ForwardInput(byte[] bytes, int pieceBytes, boolean timePasses) {

    static final int WHOLE = 0;
    static final int CUT = 0x0f;
    static final int TIME_PASSES = 0x10;
    static final int PACKED = 0x20;
    static final int GZIP = 0x40;
    static final int ZSTD = 0x80;

    static ForwardInput of(byte[] data) {
        if (data.length == 0) {
            return new ForwardInput(data, 1, false);
        }
        int how = data[0];
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        byte[] bytes = message(how, rest);
        int cut = how & CUT;
        return new ForwardInput(bytes, cut == 0 ? Math.max(1, bytes.length) : cut * cut, (how & TIME_PASSES) != 0);
    }

    private static byte[] message(int how, byte[] rest) {
        if ((how & ZSTD) != 0) {
            return ForwardMessages.packedForward("app", Zstd.compress(rest, 1), ForwardMessages.chunk("c"));
        }
        if ((how & GZIP) != 0) {
            return ForwardMessages.packedForward("app", Compression.GZIP.compress(rest), ForwardMessages.chunk("c"));
        }
        return (how & PACKED) != 0 ? ForwardMessages.packedForward("app", rest, ForwardMessages.NO_OPTIONS) : rest;
    }
}

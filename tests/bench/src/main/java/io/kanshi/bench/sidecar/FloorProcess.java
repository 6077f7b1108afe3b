package io.kanshi.bench.sidecar;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/**
 * What no sidecar in Java can go below: reads a connection to its end and throws the bytes away, or compresses them in large blocks
 * (level 3, as the sidecar does) and throws that away. Says how many bytes were left, then waits to be ended.
 */
final class FloorProcess {

    static final String DONE = "done ";

    private static final int BLOCK_BYTES = 2 << 20;

    private FloorProcess() {}

    /** Usage: FloorProcess read|zstd SOCKET. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(arguments[1]));
            try (SocketChannel connection = server.accept()) {
                long left = arguments[0].equals("zstd") ? compress(connection) : read(connection);
                System.out.println(DONE + left);
            }
            new CountDownLatch(1).await();
        }
    }

    private static long read(SocketChannel connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        long total = 0;
        for (int count = 0; count >= 0; count = connection.read(buffer.clear())) {
            total += count;
        }
        return total;
    }

    private static long compress(SocketChannel connection) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        ByteBuffer compressed = ByteBuffer.allocateDirect(BLOCK_BYTES + (BLOCK_BYTES >> 6));
        long total = 0;
        try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(3)) {
            while (connection.read(block) >= 0) {
                if (!block.hasRemaining()) {
                    total += zstd.compress(compressed.clear(), block.flip());
                    block.clear();
                }
            }
            total += zstd.compress(compressed.clear(), block.flip());
        }
        return total;
    }
}

package io.kanshi.bench.sidecar;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a file into a socket as fast as it is read, in a process of its own: connects, says so, waits for a line on its standard input,
 * writes, ends the connection. Nobody reads it back: no message here asks for an ack.
 */
final class FeederProcess {

    static final String CONNECTED = "connected";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private FeederProcess() {}

    /** Usage: FeederProcess FILE SOCKET. */
    public static void main(String... arguments) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(arguments[0]));
                SocketChannel socket = connect(UnixDomainSocketAddress.of(arguments[1]))) {
            System.out.println(CONNECTED);
            int go = System.in.read();
            long position = 0;
            while (go >= 0 && position < file.size()) {
                position += file.transferTo(position, 1 << 20, socket);
            }
        }
    }

    private static SocketChannel connect(UnixDomainSocketAddress address) throws IOException {
        long start = System.nanoTime();
        while (true) {
            try {
                return SocketChannel.open(address);
            } catch (IOException notYet) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IOException("nobody listens at " + address, notYet);
                }
                // There is nothing to wait for but another attempt: the file is there before the server listens.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}

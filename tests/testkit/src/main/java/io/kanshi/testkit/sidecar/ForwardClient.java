package io.kanshi.testkit.sidecar;

import io.kanshi.testkit.Dice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * A connection as a Forward client has it: sends bytes (of {@link ForwardMessages}, of {@link DockerLines}, or broken ones), cut
 * wherever the test wants, and reads acks. Sending blocks while the server does not read. A thread of its own reads, so that acks are
 * there when asked for; everything else is for one thread.
 */
public final class ForwardClient implements AutoCloseable {

    private final SocketChannel channel;
    private final BlockingQueue<String> acks = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String end = "the server closed the connection";

    private ForwardClient(SocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        Thread reader = new Thread(this::read, "forward-client");
        reader.setDaemon(true);
        reader.start();
    }

    public static ForwardClient unix(Path socket) throws IOException {
        return new ForwardClient(UnixDomainSocketAddress.of(socket));
    }

    public static ForwardClient tcp(InetSocketAddress address) throws IOException {
        return new ForwardClient(address);
    }

    public void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    private void send(byte[] bytes, int from, int to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Sends in one write per part; the cuts are ascending offsets. The server may still see parts together. */
    public void sendCut(byte[] bytes, int... cuts) throws IOException {
        int from = 0;
        for (int cut : cuts) {
            send(bytes, from, cut);
            from = cut;
        }
        send(bytes, from, bytes.length);
    }

    /** Sends in parts of 1 to {@code longest} bytes. */
    public void sendInPieces(byte[] bytes, int longest, Dice dice) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + dice.between(1, longest));
            send(bytes, from, to);
            from = to;
        }
    }

    /** The next ack's chunk; fails when none comes in time or the server closes the connection. */
    public String awaitAck(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean over = ended.getCount() == 0 || System.nanoTime() > deadline;
            String ack = acks.poll(10, TimeUnit.MILLISECONDS);
            if (ack != null) {
                return ack;
            }
            if (over) {
                throw new AssertionError("no ack: " + (ended.getCount() == 0 ? end : "waited " + timeout));
            }
        }
    }

    /** Acks that came and were not asked for yet. */
    public int waitingAcks() {
        return acks.size();
    }

    /** Whether the server ended the connection (or broke it) within this time. */
    public boolean endsWithin(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that nothing more will come; acks are still read. */
    public void finish() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void read() {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(channel)) {
            while (unpacker.getNextFormat() != MessageFormat.NEVER_USED) {
                Value chunk = unpacker.unpackValue().asMapValue().map().get(ValueFactory.newString("ack"));
                acks.add(chunk == null ? "an answer without ack" : chunk.toString());
            }
        } catch (MessageInsufficientBufferException | ClosedChannelException end) {
            // the usual end of a connection
        } catch (IOException e) {
            end = "the connection broke: " + e.getMessage();
        } catch (RuntimeException e) {
            end = "the server sent what is no ack: " + e.getMessage();
        } finally {
            ended.countDown();
        }
    }
}

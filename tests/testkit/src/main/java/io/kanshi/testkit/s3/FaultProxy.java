package io.kanshi.testkit.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server on the loopback and passes bytes on, until it is told to go away: at once, in the middle of what clients send,
 * or when an answer comes, which is then lost or replaced by a refusal. All methods may be called by any thread.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final int CHUNK_BYTES = 8 << 10;

    /** A client asked whether it may send its body: no answer to the request yet. */
    private static final byte[] CONTINUE = "HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII);

    /** How an answer begins; what does not is more of the one before. */
    private static final byte[] ANSWER = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);

    private final int targetPort;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket door;
    private long bytesLeft = Long.MAX_VALUE;
    private long answersToLose;
    private long answersLost;
    private long answersToRefuse;
    private long answersRefused;
    private volatile byte[] refusal = {};
    private @Nullable HeldRequest held;

    private FaultProxy(int targetPort) throws IOException {
        this.targetPort = targetPort;
        this.door = listen(0);
        this.port = door.getLocalPort();
    }

    public static FaultProxy before(URI target) throws IOException {
        return new FaultProxy(target.getPort());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Closes all connections and refuses new ones. */
    public synchronized void leave() {
        close(door);
        open.forEach(FaultProxy::close);
    }

    /** Leaves once clients have sent so many bytes more. */
    public synchronized void leaveAfter(long bytes) {
        bytesLeft = bytes;
    }

    /** The requests arrive, but the connection is closed instead of their next so many answers. */
    public synchronized void loseAnswers(int count) {
        answersToLose = count;
    }

    /** Answers that were lost so far. */
    public synchronized long answersLost() {
        return answersLost;
    }

    /**
     * The requests arrive, but instead of their next so many answers AWS's clients read this one: they cannot know whether what they
     * asked for was done. S3's find the code in the body, those of others in a header.
     */
    public synchronized void refuse(int count, int status, String code) {
        String body = "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
        refusal = ("HTTP/1.1 " + status + " " + code + "\r\nx-amzn-ErrorType: " + code
                        + "\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        answersToRefuse = count;
    }

    /** Answers that were replaced so far. */
    public synchronized long answersRefused() {
        return answersRefused;
    }

    /** Keeps the next request whose first line contains all of these from the server, so that something can happen before it. */
    public synchronized HeldRequest holdNext(String... words) {
        HeldRequest next = new HeldRequest(List.of(words));
        held = next;
        return next;
    }

    /** Ends the outage: the same port is open again. */
    public synchronized void comeBack() throws IOException {
        bytesLeft = Long.MAX_VALUE;
        if (door.isClosed()) {
            door = listen(port);
        }
    }

    private ServerSocket listen(int on) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), BACKLOG);
        start("accept", () -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort);
                open.add(client);
                open.add(target);
                start("requests", () -> pass(client, target, this::passRequest));
                start("answers", () -> pass(target, client, this::passAnswer));
            }
        } catch (IOException left) {
            // the door was closed
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "fault proxy: " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes bytes on, or not; false ends the connection. */
    private interface Gate {
        boolean pass(byte[] bytes, int length, OutputStream out) throws IOException;
    }

    private void pass(Socket from, Socket to, Gate gate) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[CHUNK_BYTES];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!gate.pass(bytes, read, out)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // the other side has ended it, or leave() has
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private boolean passRequest(byte[] bytes, int length, OutputStream out) throws IOException {
        HeldRequest stays = held(bytes, length);
        if (stays != null) {
            stays.hold();
            return false;
        }
        int passes = takesRequest(length);
        out.write(bytes, 0, passes);
        return passes == length;
    }

    private synchronized @Nullable HeldRequest held(byte[] bytes, int length) {
        HeldRequest next = held;
        if (next == null || !next.is(bytes, length)) {
            return null;
        }
        held = null;
        return next;
    }

    private synchronized int takesRequest(int length) {
        int passes = (int) Math.min(length, bytesLeft);
        bytesLeft -= passes;
        if (bytesLeft == 0) {
            leave();
        }
        return passes;
    }

    private boolean passAnswer(byte[] bytes, int length, OutputStream out) throws IOException {
        boolean answer = !startsWith(bytes, length, CONTINUE);
        if (answer && losesAnswer()) {
            return false;
        }
        if (answer && startsWith(bytes, length, ANSWER) && refusesAnswer()) {
            out.write(refusal);
            return false;
        }
        out.write(bytes, 0, length);
        return true;
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] start) {
        return length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private synchronized boolean losesAnswer() {
        if (answersToLose == 0) {
            return false;
        }
        answersToLose--;
        answersLost++;
        return true;
    }

    private synchronized boolean refusesAnswer() {
        if (answersToRefuse == 0) {
            return false;
        }
        answersToRefuse--;
        answersRefused++;
        return true;
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closed) {
            // it is what was wanted
        }
    }

    @Override
    public void close() {
        leave();
    }
}

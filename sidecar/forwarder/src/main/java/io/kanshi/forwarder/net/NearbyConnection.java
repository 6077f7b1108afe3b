package io.kanshi.forwarder.net;

import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One short conversation: connecting, writing and every read share one deadline, and all that is read one limit, so that a server which
 * sends a byte a second costs no more time than one that is silent. One thread; never waits beyond its deadline except for a name's
 * resolution, which the system bounds.
 */
public final class NearbyConnection implements AutoCloseable {

    private static final int CHUNK = 8192;

    private final long deadlineNanos;
    private final int limitBytes;
    private Socket socket = new Socket();
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int to;
    private int total;

    private NearbyConnection(Duration within, int limitBytes) {
        this.deadlineNanos = System.nanoTime() + within.toNanos();
        this.limitBytes = limitBytes;
    }

    /** Connects; {@code within} is the time for everything, {@code limitBytes} for all that will be read. */
    public static NearbyConnection open(String host, int port, Duration within, int limitBytes) throws NearbyFailure {
        NearbyConnection connection = new NearbyConnection(within, limitBytes);
        try {
            connection.socket.connect(new InetSocketAddress(host, port), connection.remainingMillis());
            return connection;
        } catch (IOException | RuntimeException failure) {
            connection.close();
            throw failure(failure);
        }
    }

    /** Goes on in TLS, with the host's certificate checked. */
    public void startTls(String host, int port) throws NearbyFailure {
        try {
            socket.setSoTimeout(remainingMillis());
            SSLSocketFactory factory = SSLContext.getDefault().getSocketFactory();
            SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true);
            socket = secure;
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw failure(failure);
        }
    }

    /** Small requests only: what fits the socket's buffer cannot block for long. */
    public void write(String text) throws NearbyFailure {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw failure(failure);
        }
    }

    /** All up to the end of the stream. */
    public byte[] readAll() throws NearbyFailure {
        while (fill()) {
            // the limit and the deadline end it at the latest
        }
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** One line without its CR LF. */
    public String readLine() throws NearbyFailure {
        int scanned = from;
        while (true) {
            for (; scanned < to; scanned++) {
                if (buffer[scanned] == '\n') {
                    int end = scanned > from && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
                    String line = new String(buffer, from, end - from, StandardCharsets.UTF_8);
                    from = scanned + 1;
                    return line;
                }
            }
            if (!fill()) {
                throw new NearbyFailure(Reason.BROKEN, "the connection ended inside a line");
            }
        }
    }

    /** Exactly so many bytes. */
    public byte[] read(int count) throws NearbyFailure {
        if (count > limitBytes) {
            throw tooLarge();
        }
        while (to - from < count) {
            if (!fill()) {
                throw new NearbyFailure(Reason.BROKEN, "the connection ended " + (count - to + from) + " bytes early");
            }
        }
        from += count;
        return Arrays.copyOfRange(buffer, from - count, from);
    }

    /** Reads more behind what is there; false at the end of the stream. */
    private boolean fill() throws NearbyFailure {
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Math.max(buffer.length, limitBytes) + CHUNK));
        }
        try {
            socket.setSoTimeout(remainingMillis());
            InputStream in = socket.getInputStream();
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                return false;
            }
            to += count;
            total += count;
        } catch (IOException failure) {
            throw failure(failure);
        }
        if (total > limitBytes) {
            throw tooLarge();
        }
        return true;
    }

    private NearbyFailure tooLarge() {
        return new NearbyFailure(Reason.TOO_LARGE, "the answer must have at most " + limitBytes + " bytes");
    }

    private int remainingMillis() throws SocketTimeoutException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static NearbyFailure failure(Exception cause) {
        if (cause instanceof NearbyFailure known) {
            return known;
        }
        Reason reason = cause instanceof SocketTimeoutException ? Reason.TIMEOUT : Reason.UNREACHABLE;
        NearbyFailure failure = new NearbyFailure(reason, cause.toString());
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing was promised to the other side
        }
    }
}

package io.kanshi.testkit.sidecar;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Kinesis on the loopback for what sends records: it takes PutRecords in JSON and CBOR, keeps the service's limits strictly, fails
 * as told, and keeps what it accepted. It never checks a signature, but there must be one.
 *
 * <p>Every request has a thread of its own, so that those that hang hold up no others. All methods may be called by any thread; the
 * memory for records is bounded by the options.
 */
public final class KinesisFake implements AutoCloseable {

    /** Below the range that outgoing connections take, so that nobody gets the port during an outage. */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 32_000;
    private static final int BACKLOG = 128;

    static {
        // Else the JDK's server leaves answers to Nagle's algorithm and the client's delayed acks: 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Faults faults = new Faults();
    private final RecordLog log;
    private final Stream stream;
    private final KinesisHandler handler;
    private final int port;
    private @Nullable HttpServer server;

    private KinesisFake(KinesisFakeOptions options) {
        log = new RecordLog(options);
        stream = new Stream(options, log);
        handler = new KinesisHandler(options, stream, log, faults);
        HttpServer first = bindAnywhere();
        port = first.getAddress().getPort();
        server = serve(first);
    }

    public static KinesisFake start(KinesisFakeOptions options) {
        return new KinesisFake(options);
    }

    /** A stream of this name as {@link KinesisFakeOptions#stream} makes it. */
    public static KinesisFake start(String stream) {
        return start(KinesisFakeOptions.stream(stream));
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** From the next request on. */
    public void fault(KinesisFault fault) {
        faults.set(fault, Long.MAX_VALUE);
    }

    /** For so many requests from the next one on. */
    public void fault(KinesisFault fault, int requests) {
        faults.set(fault, requests);
    }

    /** Ends the fault; requests that hang are served now. */
    public void heal() {
        fault(new KinesisFault.None());
    }

    /** Starts an outage: closes all connections; new ones are refused. */
    public synchronized void leave() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Ends the outage: the same port answers again. */
    public synchronized void comeBack() {
        if (server == null) {
            try {
                server = serve(bind(port));
            } catch (IOException e) {
                throw new UncheckedIOException("port " + port + " was taken during the outage", e);
            }
        }
    }

    /** What was accepted so far, in order. */
    public List<AcceptedRecord> records() {
        return log.records();
    }

    public KinesisCounts counts() {
        return log.counts();
    }

    /** The content types of all requests so far: which encodings a client uses. */
    public Set<String> contentTypes() {
        return handler.contentTypes();
    }

    /** Lets someone see every record that is accepted from now on, before it is answered. */
    public void watch(Consumer<AcceptedRecord> watcher) {
        stream.watch(watcher);
    }

    /** Waits until so many records were accepted; what was accepted by then. Fails after the timeout. */
    public List<AcceptedRecord> awaitRecords(long count, Duration timeout) {
        log.await(count + " records", counts -> counts.records() >= count, timeout);
        return log.records();
    }

    /** Waits until more than so many records were accepted, or the time is over. */
    void awaitMoreThan(long count, Duration timeout) {
        log.awaitMoreThan(count, timeout);
    }

    /** Waits until so many requests came, whatever became of them. Fails after the timeout. */
    public void awaitRequests(long count, Duration timeout) {
        log.await(count + " requests", counts -> counts.requests() >= count, timeout);
    }

    /** Drops the requests that hang. */
    @Override
    public void close() {
        handler.close();
        leave();
        threads.shutdownNow();
    }

    private HttpServer serve(HttpServer bound) {
        bound.setExecutor(threads);
        bound.createContext("/", handler);
        bound.start();
        return bound;
    }

    private static HttpServer bindAnywhere() {
        IOException last = new BindException("no port was tried");
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw new UncheckedIOException("no free port from " + FIRST_PORT + " to " + LAST_PORT, last);
    }

    private static HttpServer bind(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    }
}

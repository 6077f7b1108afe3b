package io.kanshi.testkit.sidecar;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Kinesis on the loopback for what reads records: ListShards, GetShardIterator, GetRecords and DescribeStreamSummary of one stream, in
 * JSON and CBOR, with the service's limits kept strictly: five reads and 2 MiB a second and shard, 10 MiB and 10,000 records a read,
 * iterators that die after five minutes. It fails as told. Records and reshards come from the test, not over HTTP. All threads.
 */
public final class ReadFake implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Faults faults = new Faults();
    private final ReadStream stream;
    private final ReadHandler handler;
    private final HttpServer server;

    private ReadFake(String name, int shards, Clock clock) throws IOException {
        stream = new ReadStream(name, shards, clock);
        handler = new ReadHandler(stream, faults);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    /** A stream with so many shards that divide the keys evenly. */
    public static ReadFake start(String name, int shards, Clock clock) {
        // Else the JDK's server leaves answers to Nagle's algorithm and the client's delayed acks: 40 ms each.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new ReadFake(name, shards, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Puts a record where its key belongs; its sequence number. */
    public String put(String partitionKey, byte[] data) {
        return stream.put(partitionKey, data);
    }

    /** Closes a shard and opens two in its place. */
    public void split(String shardId) {
        stream.split(shardId);
    }

    /** Closes two neighbours and opens one in their place. */
    public void merge(String shardId, String neighbour) {
        stream.merge(shardId, neighbour);
    }

    /** The retention of a closed shard is over: it is not listed any more, and nothing can be read from it. */
    public void expire(String shardId) {
        stream.expire(shardId);
    }

    /** There is no such stream any more. */
    public void delete() {
        stream.delete();
    }

    /** All iterators given so far are too old. */
    public void expireIterators() {
        stream.expireIterators();
    }

    /** The open shards, by their keys. */
    public List<String> openShards() {
        return stream.openShards();
    }

    /** For so many requests from the next one on; throttling of single shards is done by the limits. */
    public void fault(KinesisFault fault, int requests) {
        faults.set(fault, requests);
    }

    /** Ends the fault; requests that hang are served now. */
    public void heal() {
        faults.set(new KinesisFault.None(), Long.MAX_VALUE);
    }

    public ReadCounts counts() {
        return stream.counts();
    }

    /** Waits until so many requests of any kind came. Fails after the timeout. */
    public void awaitRequests(long count, Duration timeout) {
        handler.awaitRequests(count, timeout);
    }

    public long requests() {
        return handler.requests();
    }

    @Override
    public void close() {
        heal();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.kanshi.testkit.sidecar;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shards behind {@link ReadFake}: how they come and go, and where a record belongs. One request at a time. */
final class ReadStream {

    private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(128);

    private final String name;
    private final Clock clock;
    private final Map<String, ReadShard> shards = new LinkedHashMap<>();
    private int nextShard;
    private long sequence;
    private boolean deleted;
    private int generation;
    private ReadCounts counts = new ReadCounts(0, 0, 0, 0, 0);

    ReadStream(String name, int count, Clock clock) {
        this.name = name;
        this.clock = clock;
        for (int i = 0; i < count; i++) {
            open(List.of(), boundary(i, count), boundary(i + 1, count).subtract(BigInteger.ONE));
        }
    }

    private static BigInteger boundary(int shard, int of) {
        return HASHES.multiply(BigInteger.valueOf(shard)).divide(BigInteger.valueOf(of));
    }

    private void open(List<String> parents, BigInteger first, BigInteger last) {
        ReadShard shard = new ReadShard(nextShard++, parents, first, last, clock.millis());
        shards.put(shard.id, shard);
    }

    synchronized String put(String partitionKey, byte[] data) {
        BigInteger hash = hash(partitionKey);
        ReadShard shard = shards.values().stream()
                .filter(candidate -> candidate.holds(hash))
                .findFirst()
                .orElseThrow();
        String number = nextSequenceNumber();
        shard.entries.add(new ReadShard.Entry(number, partitionKey, data, clock.millis()));
        return number;
    }

    private String nextSequenceNumber() {
        sequence += 3;
        return String.format(Locale.ROOT, "4959%052d", sequence);
    }

    synchronized void split(String shardId) {
        ReadShard parent = close(shardId);
        BigInteger middle = parent.firstHash.add(parent.lastHash).shiftRight(1);
        open(List.of(shardId), parent.firstHash, middle);
        open(List.of(shardId), middle.add(BigInteger.ONE), parent.lastHash);
    }

    synchronized void merge(String shardId, String neighbour) {
        ReadShard lower = close(shardId);
        ReadShard upper = close(neighbour);
        open(List.of(shardId, neighbour), lower.firstHash.min(upper.firstHash), lower.lastHash.max(upper.lastHash));
    }

    private ReadShard close(String shardId) {
        ReadShard shard = shards.get(shardId);
        if (shard == null || !shard.isOpen()) {
            throw new IllegalArgumentException("no open shard " + shardId);
        }
        shard.lastSequenceNumber = nextSequenceNumber();
        return shard;
    }

    synchronized void expire(String shardId) {
        shards.remove(shardId);
    }

    synchronized void delete() {
        deleted = true;
    }

    synchronized void expireIterators() {
        generation++;
    }

    synchronized List<String> openShards() {
        return shards.values().stream()
                .filter(ReadShard::isOpen)
                .sorted((one, other) -> one.firstHash.compareTo(other.firstHash))
                .map(shard -> shard.id)
                .toList();
    }

    synchronized List<ReadShard> listed() {
        return new ArrayList<>(shards.values());
    }

    synchronized ReadShard shard(String shardId) throws KinesisRefusal {
        ReadShard shard = shards.get(shardId);
        if (shard == null) {
            throw new KinesisRefusal(
                    400,
                    "ResourceNotFoundException",
                    "Shard " + shardId + " in stream " + name + " under account 000000000000 does not exist");
        }
        return shard;
    }

    void checkNamed(Map<?, ?> request) throws KinesisRefusal {
        boolean named = name.equals(request.get("StreamName"))
                || request.get("StreamARN") instanceof String arn && arn.endsWith(":stream/" + name);
        if (!named) {
            throw KinesisRefusal.invalid("StreamName or StreamARN must name a stream: " + request);
        }
        checkExists();
    }

    synchronized void checkExists() throws KinesisRefusal {
        if (deleted) {
            throw new KinesisRefusal(
                    400, "ResourceNotFoundException", "Stream " + name + " under account 000000000000 not found.");
        }
    }

    String name() {
        return name;
    }

    Clock clock() {
        return clock;
    }

    synchronized int generation() {
        return generation;
    }

    synchronized ReadCounts counts() {
        return counts;
    }

    synchronized void countRead(int records, long bytes) {
        counts = new ReadCounts(
                counts.reads() + 1,
                counts.emptyReads() + (records == 0 ? 1 : 0),
                counts.records() + records,
                counts.throttledReads(),
                Math.max(counts.largestRead(), bytes));
    }

    synchronized void countThrottled() {
        counts = new ReadCounts(
                counts.reads(),
                counts.emptyReads(),
                counts.records(),
                counts.throttledReads() + 1,
                counts.largestRead());
    }

    private static BigInteger hash(String partitionKey) {
        try {
            byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has MD5", every);
        }
    }
}

package io.kanshi.testkit.sidecar;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stream behind the fake's HTTP: routes records to shards by the MD5 of their keys, accepts or refuses each, and answers in the
 * shape of the service. One request at a time.
 */
final class Stream {

    private static final String THROTTLED = "ProvisionedThroughputExceededException";

    private final KinesisFakeOptions options;
    private final RecordLog log;
    private final List<Shard> shards = new ArrayList<>();
    private volatile Consumer<AcceptedRecord> watcher = record -> {};

    Stream(KinesisFakeOptions options, RecordLog log) {
        this.options = options;
        this.log = log;
        for (int i = 0; i < options.shards(); i++) {
            shards.add(new Shard(i, options.capacity()));
        }
    }

    void watch(Consumer<AcceptedRecord> next) {
        watcher = next;
    }

    synchronized Map<String, Object> put(PutRecords request, KinesisFault fault) {
        List<Object> answers = new ArrayList<>();
        int failed = 0;
        for (PutRecords.Entry entry : request.entries()) {
            Shard shard = shardOf(entry.partitionKey());
            String error = errorOf(entry, shard, fault);
            if (error.isEmpty()) {
                answers.add(accept(entry, shard));
            } else {
                failed++;
                answers.add(refuse(error, shard));
            }
        }
        return Map.of("FailedRecordCount", failed, "Records", answers);
    }

    private Map<String, Object> accept(PutRecords.Entry entry, Shard shard) {
        String sequenceNumber = shard.nextSequenceNumber();
        AcceptedRecord record = new AcceptedRecord(entry.partitionKey(), entry.data(), shard.id(), sequenceNumber);
        log.add(record, entry.size());
        watcher.accept(record);
        return Map.of("ShardId", shard.id(), "SequenceNumber", sequenceNumber);
    }

    private Map<String, Object> refuse(String error, Shard shard) {
        log.count(KinesisCounts::oneRefusedRecord);
        String message = error.equals(THROTTLED)
                ? "Rate exceeded for shard " + shard.id() + " in stream " + options.stream()
                        + " under account 000000000000."
                : "Internal service failure.";
        return Map.of("ErrorCode", error, "ErrorMessage", message);
    }

    /** Empty when the record is taken. */
    private static String errorOf(PutRecords.Entry entry, Shard shard, KinesisFault fault) {
        if (fault instanceof KinesisFault.ThrottleAll) {
            return THROTTLED;
        }
        if (fault instanceof KinesisFault.RefuseShare refuse && refuse.dice().chance(refuse.share())) {
            return refuse.dice().chance(0.5) ? THROTTLED : "InternalFailure";
        }
        return shard.takes(entry.size()) ? "" : THROTTLED;
    }

    private Shard shardOf(String partitionKey) {
        BigInteger range = BigInteger.ONE.shiftLeft(128);
        BigInteger place = hash(partitionKey).multiply(BigInteger.valueOf(shards.size()));
        return shards.get(place.divide(range).intValueExact());
    }

    private static BigInteger hash(String partitionKey) {
        try {
            byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JDK has MD5", every);
        }
    }

    Map<String, Object> listShards() {
        List<Object> list = new ArrayList<>();
        BigInteger range = BigInteger.ONE.shiftLeft(128);
        for (int i = 0; i < shards.size(); i++) {
            Map<String, Object> keys = Map.of(
                    "StartingHashKey", boundary(range, i).toString(),
                    "EndingHashKey",
                            boundary(range, i + 1).subtract(BigInteger.ONE).toString());
            Map<String, Object> numbers = Map.of("StartingSequenceNumber", "4959");
            list.add(Map.of("ShardId", shards.get(i).id(), "HashKeyRange", keys, "SequenceNumberRange", numbers));
        }
        return Map.of("Shards", list);
    }

    /** The lowest hash of a shard: the first that, multiplied as above, gives its number. */
    private BigInteger boundary(BigInteger range, int shard) {
        BigInteger count = BigInteger.valueOf(shards.size());
        return range.multiply(BigInteger.valueOf(shard))
                .add(count)
                .subtract(BigInteger.ONE)
                .divide(count);
    }

    Map<String, Object> describe() {
        Map<String, Object> summary = Map.of(
                "StreamName",
                options.stream(),
                "StreamARN",
                "arn:aws:kinesis:us-east-1:000000000000:stream/" + options.stream(),
                "StreamStatus",
                "ACTIVE",
                "RetentionPeriodHours",
                24,
                "EnhancedMonitoring",
                List.of(),
                "OpenShardCount",
                shards.size());
        return Map.of("StreamDescriptionSummary", summary);
    }
}

package io.kanshi.testkit.sidecar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ReadFake}, from a request's values to an answer's. One at a time. */
final class ReadCalls {

    private static final int MOST_RECORDS = 10_000;
    private static final long MOST_BYTES = 10L << 20;
    private static final long ITERATOR_MILLIS = 300_000;

    /** Fewer than the service's thousand, so that tests have several pages. */
    private static final int SHARDS_PER_PAGE = 40;

    private final ReadStream stream;

    ReadCalls(ReadStream stream) {
        this.stream = stream;
    }

    Map<String, Object> call(String operation, Map<?, ?> request, KinesisEncoding encoding) throws KinesisRefusal {
        synchronized (stream) {
            return switch (operation) {
                case "ListShards" -> listShards(request);
                case "DescribeStreamSummary" -> describe(request);
                case "GetShardIterator" -> shardIterator(request, encoding);
                case "GetRecords" -> records(request, encoding);
                default -> throw new KinesisRefusal(400, "UnknownOperationException", "no " + operation + " here");
            };
        }
    }

    private Map<String, Object> listShards(Map<?, ?> request) throws KinesisRefusal {
        int from = 0;
        if (request.get("NextToken") instanceof String token) {
            if (request.get("StreamARN") != null || request.get("StreamName") != null) {
                throw new KinesisRefusal(
                        400, "InvalidArgumentException", "NextToken and StreamName cannot be provided together.");
            }
            stream.checkExists();
            from = Integer.parseInt(token);
        } else {
            stream.checkNamed(request);
        }
        List<ReadShard> all = stream.listed();
        int to = Math.min(all.size(), from + SHARDS_PER_PAGE);
        List<Object> page = new ArrayList<>();
        all.subList(from, to).forEach(shard -> page.add(description(shard)));
        Map<String, Object> answer = new HashMap<>(Map.of("Shards", page));
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private static Map<String, Object> description(ReadShard shard) {
        Map<String, Object> numbers = new HashMap<>(Map.of("StartingSequenceNumber", "4959"));
        if (shard.lastSequenceNumber != null) {
            numbers.put("EndingSequenceNumber", shard.lastSequenceNumber);
        }
        Map<String, Object> description = new HashMap<>(Map.of(
                "ShardId",
                shard.id,
                "HashKeyRange",
                Map.of("StartingHashKey", shard.firstHash.toString(), "EndingHashKey", shard.lastHash.toString()),
                "SequenceNumberRange",
                numbers));
        if (!shard.parents.isEmpty()) {
            description.put("ParentShardId", shard.parents.get(0));
        }
        if (shard.parents.size() > 1) {
            description.put("AdjacentParentShardId", shard.parents.get(1));
        }
        return description;
    }

    private Map<String, Object> describe(Map<?, ?> request) throws KinesisRefusal {
        stream.checkNamed(request);
        return Map.of(
                "StreamDescriptionSummary",
                Map.of("StreamName", stream.name(), "StreamStatus", "ACTIVE", "RetentionPeriodHours", 24));
    }

    private Map<String, Object> shardIterator(Map<?, ?> request, KinesisEncoding encoding) throws KinesisRefusal {
        stream.checkNamed(request);
        ReadShard shard = stream.shard(String.valueOf(request.get("ShardId")));
        String number = String.valueOf(request.get("StartingSequenceNumber"));
        String type = String.valueOf(request.get("ShardIteratorType"));
        int place = switch (type) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> shard.entries.size();
            case "AT_SEQUENCE_NUMBER" ->
                first(shard, entry -> entry.sequenceNumber().compareTo(number) >= 0);
            case "AFTER_SEQUENCE_NUMBER" ->
                first(shard, entry -> entry.sequenceNumber().compareTo(number) > 0);
            case "AT_TIMESTAMP" -> {
                long millis = millis(request.get("Timestamp"), encoding);
                if (millis > stream.clock().millis()) {
                    throw new KinesisRefusal(400, "InvalidArgumentException", "Timestamp is in the future");
                }
                yield first(shard, entry -> entry.arrivalMillis() >= millis);
            }
            default -> throw KinesisRefusal.invalid("ShardIteratorType " + type);
        };
        return Map.of("ShardIterator", iterator(shard.id, place));
    }

    private static int first(ReadShard shard, Predicate<ReadShard.Entry> wanted) {
        int place = 0;
        while (place < shard.entries.size() && !wanted.test(shard.entries.get(place))) {
            place++;
        }
        return place;
    }

    private static long millis(@Nullable Object timestamp, KinesisEncoding encoding) throws KinesisRefusal {
        if (timestamp instanceof Number number) {
            return encoding == KinesisEncoding.CBOR ? number.longValue() : Math.round(number.doubleValue() * 1e3);
        }
        throw KinesisRefusal.invalid("Timestamp must be a number: " + timestamp);
    }

    private String iterator(String shardId, int place) {
        String plain = shardId + ' ' + place + ' ' + stream.clock().millis() + ' ' + stream.generation();
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, Object> records(Map<?, ?> request, KinesisEncoding encoding) throws KinesisRefusal {
        stream.checkExists();
        long limit = request.get("Limit") instanceof Number number ? number.longValue() : MOST_RECORDS;
        if (limit < 1 || limit > MOST_RECORDS) {
            throw KinesisRefusal.invalid("limit must be from 1 to " + MOST_RECORDS + ": " + limit);
        }
        byte[] plain = Base64.getDecoder().decode(String.valueOf(request.get("ShardIterator")));
        String[] parts = new String(plain, StandardCharsets.US_ASCII).split(" ", -1);
        long nowMillis = stream.clock().millis();
        boolean old = nowMillis - Long.parseLong(parts[2]) > ITERATOR_MILLIS;
        if (old || Integer.parseInt(parts[3]) != stream.generation()) {
            throw new KinesisRefusal(400, "ExpiredIteratorException", "Iterator expired.");
        }
        ReadShard shard = stream.shard(parts[0]);
        if (!shard.takesRead(nowMillis)) {
            stream.countThrottled();
            throw new KinesisRefusal(
                    400,
                    "ProvisionedThroughputExceededException",
                    "Rate exceeded for shard " + shard.id + " in stream " + stream.name() + ".");
        }
        return answer(shard, Integer.parseInt(parts[1]), limit, encoding);
    }

    private Map<String, Object> answer(ReadShard shard, int from, long limit, KinesisEncoding encoding) {
        List<Object> records = new ArrayList<>();
        int place = from;
        long bytes = 0;
        while (place < shard.entries.size() && records.size() < limit) {
            ReadShard.Entry entry = shard.entries.get(place);
            if (bytes + entry.data().length > MOST_BYTES) {
                break;
            }
            bytes += entry.data().length;
            records.add(record(entry, encoding));
            place++;
        }
        shard.gave(bytes);
        stream.countRead(records.size(), bytes);
        boolean atEnd = place == shard.entries.size();
        long behind =
                atEnd ? 0 : stream.clock().millis() - shard.entries.get(place).arrivalMillis();
        Map<String, Object> answer = new HashMap<>(Map.of("Records", records, "MillisBehindLatest", behind));
        if (shard.isOpen() || !atEnd) {
            answer.put("NextShardIterator", iterator(shard.id, place));
        }
        return answer;
    }

    private static Map<String, Object> record(ReadShard.Entry entry, KinesisEncoding encoding) {
        boolean cbor = encoding == KinesisEncoding.CBOR;
        Object time = cbor ? (Object) entry.arrivalMillis() : (Object) (entry.arrivalMillis() / 1e3);
        Object data = cbor ? entry.data() : Base64.getEncoder().encodeToString(entry.data());
        return Map.of(
                "SequenceNumber",
                entry.sequenceNumber(),
                "PartitionKey",
                entry.partitionKey(),
                "ApproximateArrivalTimestamp",
                time,
                "Data",
                data);
    }
}

package io.kanshi.testkit.sidecar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PutRecords request, checked as the service checks it before it looks at any single record. */
record PutRecords(List<Entry> entries) {

    record Entry(String partitionKey, byte[] data) {

        /** What counts against every limit. */
        int size() {
            return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    static PutRecords read(Map<?, ?> request, KinesisEncoding encoding, KinesisLimits limits) throws KinesisRefusal {
        if (!(request.get("Records") instanceof List<?> records) || records.isEmpty()) {
            throw KinesisRefusal.invalid("records must have length greater than or equal to 1");
        }
        if (records.size() > limits.requestRecords()) {
            throw KinesisRefusal.invalid("records must have length less than or equal to " + limits.requestRecords()
                    + ": " + records.size());
        }
        List<Entry> entries = new ArrayList<>();
        long size = 0;
        for (Object record : records) {
            Entry entry = entry(record, encoding, limits);
            entries.add(entry);
            size += entry.size();
        }
        if (size > limits.requestBytes()) {
            throw new KinesisRefusal(
                    400,
                    "InvalidArgumentException",
                    "Records size exceeds " + limits.requestBytes() + " bytes limit: " + size);
        }
        return new PutRecords(entries);
    }

    private static Entry entry(Object record, KinesisEncoding encoding, KinesisLimits limits) throws KinesisRefusal {
        Object data = record instanceof Map<?, ?> fields ? fields.get("Data") : null;
        if (data == null
                || !(record instanceof Map<?, ?> fields)
                || !(fields.get("PartitionKey") instanceof String partitionKey)) {
            throw KinesisRefusal.invalid("a record must have PartitionKey and Data");
        }
        int characters = partitionKey.codePointCount(0, partitionKey.length());
        if (characters < 1 || characters > KinesisLimits.PARTITION_KEY_CHARACTERS) {
            throw KinesisRefusal.invalid("partitionKey must have length between 1 and "
                    + KinesisLimits.PARTITION_KEY_CHARACTERS + ": " + characters);
        }
        Entry entry = new Entry(partitionKey, encoding.blob(data));
        if (entry.size() > limits.recordBytes()) {
            throw KinesisRefusal.invalid(
                    "data must have length less than or equal to " + limits.recordBytes() + ": " + entry.size());
        }
        return entry;
    }
}

package io.kanshi.kinesis.reading;

import io.kanshi.kinesis.KinesisRecord;
import io.kanshi.kinesis.records.Aggregate;
import io.kanshi.kinesis.records.FrameIds;
import io.kanshi.kinesis.split.Position;
import io.kanshi.kinesis.stream.StreamRecord;
import java.util.List;

/** From a record of the stream to elements: aggregates taken apart, frames recognised. One thread. */
final class Unpacking implements AutoCloseable {

    private final FrameIds frames = new FrameIds();

    /** Appends the elements of a record that lie behind the position. */
    void unpack(String shardId, StreamRecord record, Position position, List<ShardElement> elements) {
        List<Aggregate.Part> parts = Aggregate.parts(record.data());
        if (parts == null) {
            elements.add(element(shardId, record, new Aggregate.Part(record.partitionKey(), record.data()), 0, true));
            return;
        }
        boolean begun = position.kind() == Position.Kind.WITHIN_RECORD
                && position.sequenceNumber().equals(record.sequenceNumber());
        for (int i = begun ? (int) position.subSequence() + 1 : 0; i < parts.size(); i++) {
            elements.add(element(shardId, record, parts.get(i), i, i == parts.size() - 1));
        }
    }

    private ShardElement element(String shardId, StreamRecord record, Aggregate.Part part, int number, boolean whole) {
        KinesisRecord given = new KinesisRecord(
                part.data(), record.arrivalMillis(), part.partitionKey(), record.sequenceNumber(), number, shardId);
        return new ShardElement.Data(given, frames.of(part.data()), whole);
    }

    @Override
    public void close() {
        frames.close();
    }
}

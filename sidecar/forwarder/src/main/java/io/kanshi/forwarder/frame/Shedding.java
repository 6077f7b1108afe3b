package io.kanshi.forwarder.frame;

import io.kanshi.forwarder.forward.Cursor;
import io.kanshi.forwarder.hold.Pressure;

/** Which lines have to go when there is hardly room: the lowest levels first, errors never. For the reading thread only. */
final class Shedding {

    private final RecordFields fields = new RecordFields();

    /** Whether the record at the cursor is dropped; the cursor stays. */
    boolean drops(Cursor record, Pressure pressure) {
        if (pressure == Pressure.NONE) {
            return false;
        }
        int at = record.at();
        fields.read(record);
        record.set(record.bytes(), at);
        LevelGuess level = fields.has(RecordFields.LOG)
                ? LevelGuess.of(record.bytes(), fields.start(RecordFields.LOG), fields.end(RecordFields.LOG))
                : LevelGuess.INFO;
        LevelGuess lowestKept = switch (pressure) {
            case NONE -> LevelGuess.DEBUG;
            case SHED_DEBUG -> LevelGuess.INFO;
            case SHED_INFO -> LevelGuess.WARN;
            case SHED_WARN -> LevelGuess.ERROR;
        };
        return level.compareTo(lowestKept) < 0;
    }
}

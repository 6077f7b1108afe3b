package io.kanshi.job.derived;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A record of the derived stream.
 *
 * @param json one JSON object in UTF-8, with the keys {@code type} and {@code id} first
 */
record DerivedRecord(String partitionKey, byte[] json) implements Serializable {

    /** Its type and id stand at the start, so the first characters tell which record this is. */
    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}

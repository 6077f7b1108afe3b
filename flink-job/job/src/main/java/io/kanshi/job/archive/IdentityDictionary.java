package io.kanshi.job.archive;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Parquet's dictionary for text, with a short cut for values that come as the same object: Binary does not keep its hash code, so that
 * the usual way hashes and compares 64 bytes of container id for every row. Writers must give equal repeated values as one object;
 * {@link LogRowGroup} does.
 */
final class IdentityDictionary extends PlainBinaryDictionaryValuesWriter {

    private static final int SLOTS = 512;

    private final Binary[] known = new Binary[SLOTS];
    private final int[] ids = new int[SLOTS];

    @SuppressWarnings("deprecation") // Encoding of dictionaries in version 1 pages, which every reader understands.
    IdentityDictionary(int maxBytes, ByteBufferAllocator allocator) {
        super(maxBytes, Encoding.PLAIN_DICTIONARY, Encoding.PLAIN_DICTIONARY, allocator);
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void writeBytes(Binary value) {
        int slot = System.identityHashCode(value) & SLOTS - 1;
        if (known[slot] == value) {
            encodedValues.add(ids[slot]);
            return;
        }
        int before = getDictionarySize();
        super.writeBytes(value);
        if (getDictionarySize() > before && !value.isBackingBytesReused()) {
            known[slot] = value;
            ids[slot] = before;
        }
    }

    @Override
    protected void clearDictionaryContent() {
        super.clearDictionaryContent();
        java.util.Arrays.fill(known, null);
    }
}

package io.kanshi.job.derived;

import io.kanshi.job.aws.EntryForm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Version 1: partition key, JSON. */
final class DerivedRecordForm implements EntryForm<DerivedRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public long size(DerivedRecord entry) {
        return (long) entry.partitionKey().getBytes(StandardCharsets.UTF_8).length + entry.json().length;
    }

    @Override
    public void write(DerivedRecord entry, DataOutputStream out) throws IOException {
        EntryForm.writeText(entry.partitionKey(), out);
        EntryForm.writeBytes(entry.json(), out);
    }

    @Override
    public DerivedRecord read(int version, DataInputStream in) throws IOException {
        EntryForm.checkVersion(version, version());
        return new DerivedRecord(EntryForm.readText(in), EntryForm.readBytes(in));
    }
}

package io.kanshi.job.cloudwatch;

import io.kanshi.job.aws.EntryForm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Version 1: stream, time, message. */
final class LogLineForm implements EntryForm<LogLine> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public long size(LogLine entry) {
        return bytes(entry);
    }

    static long bytes(LogLine entry) {
        return CloudWatchLogsLimits.BYTES_BESIDE_A_MESSAGE
                + (long) entry.message().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void write(LogLine entry, DataOutputStream out) throws IOException {
        EntryForm.writeText(entry.stream(), out);
        out.writeLong(entry.timeMillis());
        EntryForm.writeText(entry.message(), out);
    }

    @Override
    public LogLine read(int version, DataInputStream in) throws IOException {
        EntryForm.checkVersion(version, version());
        return new LogLine(EntryForm.readText(in), in.readLong(), EntryForm.readText(in));
    }
}

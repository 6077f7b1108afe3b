package io.kanshi.job.sns;

import io.kanshi.job.aws.EntryForm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Version 1: id, thread, message, the number of attributes, and each with its name. */
final class NotificationForm implements EntryForm<Notification> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public long size(Notification entry) {
        long size = bytes(entry.message());
        for (Map.Entry<String, String> attribute : entry.attributes().entrySet()) {
            size += bytes(attribute.getKey()) + bytes(PublishBatch.TEXT) + bytes(attribute.getValue());
        }
        return size;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void write(Notification entry, DataOutputStream out) throws IOException {
        EntryForm.writeText(entry.id(), out);
        EntryForm.writeText(entry.thread(), out);
        EntryForm.writeText(entry.message(), out);
        out.writeInt(entry.attributes().size());
        for (Map.Entry<String, String> attribute : entry.attributes().entrySet()) {
            EntryForm.writeText(attribute.getKey(), out);
            EntryForm.writeText(attribute.getValue(), out);
        }
    }

    @Override
    public Notification read(int version, DataInputStream in) throws IOException {
        EntryForm.checkVersion(version, version());
        String id = EntryForm.readText(in);
        String thread = EntryForm.readText(in);
        String message = EntryForm.readText(in);
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(EntryForm.readText(in), EntryForm.readText(in));
        }
        return new Notification(id, thread, message, attributes);
    }
}

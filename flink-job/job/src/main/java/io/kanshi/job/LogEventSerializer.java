package io.kanshi.job;

import io.kanshi.events.HealthCheck;
import io.kanshi.events.Identity;
import io.kanshi.events.Level;
import io.kanshi.events.LogEvent;
import io.kanshi.wire.Utf8;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Serializes log events. Inside the chain nothing is serialized: {@code copy} gives the event itself, because no stage keeps an event
 * beyond its call (the archive copies rows into its own arrays). Managed Flink owns the object-reuse option, so this is where a copy
 * a stage is saved. Should the chain ever be broken, events cross the edge whole.
 */
final class LogEventSerializer extends TypeSerializerSingleton<LogEvent> {

    private static final long serialVersionUID = 1;

    static final LogEventSerializer INSTANCE = new LogEventSerializer();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public LogEvent createInstance() {
        return new LogEvent();
    }

    @Override
    public LogEvent copy(LogEvent from) {
        return from;
    }

    @Override
    public LogEvent copy(LogEvent from, LogEvent reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(LogEvent event, DataOutputView out) throws IOException {
        writeIdentity(event.identity, out);
        out.writeLong(event.timeNanos);
        out.writeLong(event.observedMillis);
        out.writeBoolean(event.implausibleTime);
        StringValue.writeString(event.level == null ? null : event.level.name(), out);
        out.writeInt(event.status);
        out.writeLong(event.fingerprint);
        out.writeUTF(event.healthCheck.name());
        for (Utf8 text : texts(event)) {
            write(text, out);
        }
        out.writeInt(event.attributes.size());
        for (int i = 0; i < event.attributes.size(); i++) {
            write(event.attributes.key(i), out);
            write(event.attributes.value(i), out);
        }
        out.writeInt(event.metrics.size());
        for (int i = 0; i < event.metrics.size(); i++) {
            out.writeUTF(event.metrics.name(i));
            out.writeDouble(event.metrics.value(i));
        }
        StringValue.writeString(event.boot, out);
        out.writeInt(event.lane);
        out.writeLong(event.seq);
        out.writeInt(event.line);
        out.writeInt(event.joined);
    }

    private static void writeIdentity(Identity identity, DataOutputView out) throws IOException {
        StringValue.writeString(identity.service(), out);
        StringValue.writeString(identity.cluster(), out);
        StringValue.writeString(identity.taskId(), out);
        StringValue.writeString(identity.taskDefinition(), out);
        StringValue.writeString(identity.containerName(), out);
        StringValue.writeString(identity.containerId(), out);
        StringValue.writeString(identity.source(), out);
    }

    @Override
    public LogEvent deserialize(DataInputView in) throws IOException {
        LogEvent event = new LogEvent();
        event.identity = readIdentity(in);
        event.timeNanos = in.readLong();
        event.observedMillis = in.readLong();
        event.implausibleTime = in.readBoolean();
        String level = StringValue.readString(in);
        event.level = level == null ? null : Level.valueOf(level);
        event.status = in.readInt();
        event.fingerprint = in.readLong();
        event.healthCheck = HealthCheck.valueOf(in.readUTF());
        for (Utf8 text : texts(event)) {
            read(text, in);
        }
        int attributes = in.readInt();
        for (int i = 0; i < attributes; i++) {
            event.attributes.put(read(new Utf8(), in), read(new Utf8(), in));
        }
        int metrics = in.readInt();
        for (int i = 0; i < metrics; i++) {
            event.metrics.add(in.readUTF(), in.readDouble());
        }
        event.boot = StringValue.readString(in);
        event.lane = in.readInt();
        event.seq = in.readLong();
        event.line = in.readInt();
        event.joined = in.readInt();
        return event;
    }

    private static Identity readIdentity(DataInputView in) throws IOException {
        String service = StringValue.readString(in);
        return new Identity(
                service == null ? "" : service,
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }

    @Override
    public LogEvent deserialize(@Nullable LogEvent reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    private static Utf8[] texts(LogEvent event) {
        return new Utf8[] {
            event.message,
            event.traceId,
            event.spanId,
            event.method,
            event.path,
            event.userAgent,
            event.log,
            event.logBase64
        };
    }

    private static void write(Utf8 text, DataOutputView out) throws IOException {
        out.writeInt(text.isPresent() ? text.length() : -1);
        out.write(text.bytes(), text.offset(), text.length());
    }

    private static Utf8 read(Utf8 text, DataInputView in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            text.clear();
            return text;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return text.set(bytes, 0, length);
    }

    @Override
    public TypeSerializerSnapshot<LogEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Events are never in state; a snapshot is asked for all the same. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogEvent> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

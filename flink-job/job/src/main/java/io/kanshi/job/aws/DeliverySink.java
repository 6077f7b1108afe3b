package io.kanshi.job.aws;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's side of a delivery: at least once, since what has not arrived is in the state of the last checkpoint. Form and state are those of
 * Flink's async sinks; the writer is our own, see RATIONALE.md.
 */
public final class DeliverySink<T, E extends Serializable> extends AsyncSinkBase<T, E> {

    private static final long serialVersionUID = 1;

    private final Delivery<T, E> delivery;

    public DeliverySink(Delivery<T, E> delivery) {
        super(
                (element, context) -> delivery.entry(element),
                delivery.limits().entries(),
                delivery.limits().inFlight(),
                delivery.limits().heldEntries(),
                delivery.limits().bytes(),
                delivery.limits().heldMillis(),
                delivery.limits().entryBytes());
        this.delivery = delivery;
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<E>> createWriter(WriterInitContext context) {
        return new DeliveryWriter<>(delivery, context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<E>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<E>> state) {
        return new DeliveryWriter<>(delivery, context, state);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<E>> getWriterStateSerializer() {
        return new EntryState<>(delivery.form());
    }
}

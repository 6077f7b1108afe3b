package io.kanshi.job;

import io.kanshi.events.LogEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Events of level error and above, in the form that CloudWatch Logs gets. */
@SuppressWarnings("NullAway.Init") // Flink opens an operator before it gives it anything.
final class FormErrorEvents extends ProcessFunction<LogEvent, ErrorEvent> {

    private static final long serialVersionUID = 1;

    private transient ErrorText text;

    @Override
    public void open(OpenContext context) {
        text = new ErrorText();
    }

    @Override
    public void processElement(LogEvent event, Context context, Collector<ErrorEvent> out) {
        if (event.isError()) {
            out.collect(text.of(event));
        }
    }
}

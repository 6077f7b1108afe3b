package io.kanshi.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where one rule stands for one key: inactive (no breaching datapoint), pending (some) or firing. Mutable. While it fires it holds what
 * a resolved event needs, so that an alert can be ended after its rule is gone.
 */
final class AlertState {

    final String definition;

    /** The end of the last window that was looked at. */
    long evaluatedTo;

    /**
     * What the next alert's thread is named after, milliseconds since 1970: the end of the last alert, or when this state was made. Known
     * before the alert begins, so that it does not depend on which of its errors came first.
     */
    private long threadMillis;

    Datapoints datapoints = new Datapoints();

    @Nullable
    Firing firing;

    /** An alert that fires. */
    static final class Firing {
        final long threadMillis;
        final long startedAt;
        final Notice notice;
        final double threshold;
        /** The value of the last event about it, and when that was. */
        double saidValue;

        long saidAt;
        /** The end of the last window that was not well. */
        long hotTo;

        private Firing(long threadMillis, long startedAt, Notice notice, double threshold) {
            this.threadMillis = threadMillis;
            this.startedAt = startedAt;
            this.notice = notice;
            this.threshold = threshold;
        }
    }

    AlertState(String definition, long evaluatedTo, long threadMillis) {
        this.definition = definition;
        this.evaluatedTo = evaluatedTo;
        this.threadMillis = threadMillis;
    }

    Firing fire(Rule rule, long startedAt) {
        Firing alert = new Firing(
                threadMillis, startedAt, rule.notice(), rule.threshold().value());
        firing = alert;
        return alert;
    }

    /** The alert is over. */
    void end(long endMillis) {
        firing = null;
        datapoints.clear();
        threadMillis = endMillis;
    }

    /** Whether it is inactive and nothing speaks for a change: a window that does not breach leaves it so. */
    boolean isCalm() {
        return firing == null && datapoints.breaching() == 0;
    }

    /** Whether windows without data leave it as it is, so that they need not be looked at. */
    boolean sleepsThroughSilence(Missing missing) {
        return missing == Missing.KEEP || missing == Missing.OK && isCalm();
    }

    void write(DataOutput out) throws IOException {
        Binary.writeText(out, definition);
        Binary.writeLong(out, evaluatedTo);
        Binary.writeLong(out, threadMillis);
        datapoints.write(out);
        Firing alert = firing;
        out.writeBoolean(alert != null);
        if (alert != null) {
            Binary.writeLong(out, alert.startedAt);
            Binary.writeNotice(out, alert.notice);
            out.writeDouble(alert.threshold);
            out.writeDouble(alert.saidValue);
            Binary.writeLong(out, alert.saidAt);
            Binary.writeLong(out, alert.hotTo);
        }
    }

    /** @param form of the series' state; in the first one a thread was named after the start of its alert */
    static AlertState read(DataInput in, int form) throws IOException {
        String definition = Binary.readText(in);
        long evaluatedTo = Binary.readLong(in);
        AlertState state = new AlertState(definition, evaluatedTo, form == 1 ? evaluatedTo : Binary.readLong(in));
        state.datapoints = Datapoints.read(in);
        if (in.readBoolean()) {
            long startedAt = Binary.readLong(in);
            Firing alert = new Firing(
                    form == 1 ? startedAt : state.threadMillis, startedAt, Binary.readNotice(in), in.readDouble());
            alert.saidValue = in.readDouble();
            alert.saidAt = Binary.readLong(in);
            alert.hotTo = Binary.readLong(in);
            state.firing = alert;
        }
        return state;
    }
}

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

    Datapoints datapoints = new Datapoints();

    @Nullable
    Firing firing;

    /** An alert that fires. */
    static final class Firing {
        final long startedAt;
        final Notice notice;
        final double threshold;
        /** The value of the last event about it, and when that was. */
        double saidValue;

        long saidAt;
        /** The end of the last window that was not well. */
        long hotTo;

        Firing(long startedAt, Notice notice, double threshold) {
            this.startedAt = startedAt;
            this.notice = notice;
            this.threshold = threshold;
        }
    }

    AlertState(String definition, long evaluatedTo) {
        this.definition = definition;
        this.evaluatedTo = evaluatedTo;
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

    static AlertState read(DataInput in) throws IOException {
        AlertState state = new AlertState(Binary.readText(in), Binary.readLong(in));
        state.datapoints = Datapoints.read(in);
        if (in.readBoolean()) {
            Firing alert = new Firing(Binary.readLong(in), Binary.readNotice(in), in.readDouble());
            alert.saidValue = in.readDouble();
            alert.saidAt = Binary.readLong(in);
            alert.hotTo = Binary.readLong(in);
            state.firing = alert;
        }
        return state;
    }
}

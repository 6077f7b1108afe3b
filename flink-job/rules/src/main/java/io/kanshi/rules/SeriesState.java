package io.kanshi.rules;

import io.kanshi.rules.Pane.ErrorCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one series, that is of one selection and key: its panes as far back as the longest window reaches, the state
 * of each rule's alert, since when each error is known, and the task definitions.
 *
 * <p>{@link RuleEngine} does everything with it; the caller stores it ({@link #write}) and drops it when it {@link #isEmpty}. Bounded:
 * at most one pane a second of the longest window and the time to its next end (two hours at worst), 64 fingerprints each; 256
 * samples; one alert a rule. A pane without errors takes about 20 bytes when stored.
 */
public final class SeriesState {

    private static final byte FORM = 2;
    private static final long NEVER = Long.MIN_VALUE;
    private static final long HOUR_MILLIS = 3_600_000;

    String selection = "";
    List<String> names = List.of();
    List<String> key = List.of();
    HeldPanes panes = new HeldPanes();
    final Map<String, AlertState> alerts = new LinkedHashMap<>();
    SeenErrors seenErrors = new SeenErrors();
    Deployments deployments = new Deployments();

    /** Panes of seconds before this have been looked at; what comes later for them comes too late. */
    long evaluatedTo = NEVER;

    /** The last second that was looked at and had a pane; meaningless unless started. */
    long lastSecond;

    boolean started;
    private long latePanes;

    /** Whether there is nothing worth keeping. */
    public boolean isEmpty() {
        return panes.isEmpty() && !started;
    }

    /** Panes that came after their second had been evaluated, and were ignored. */
    public long latePanes() {
        return latePanes;
    }

    /** Whether an alert of this series fires. */
    public boolean isFiring() {
        return alerts.values().stream().anyMatch(alert -> alert.firing != null);
    }

    /** Whether a rule of this name fires, as it is or as it was defined before. */
    boolean isFiring(String rule) {
        AlertState alert = alerts.get(rule);
        return alert != null && alert.firing != null;
    }

    /** Where a rule that is new to this series begins: windows that end after this are judged. There must be a pane, or a window that was judged. */
    long judgedTo(Windows windows) {
        return windows.endAtOrBefore(started ? evaluatedTo : panes.first());
    }

    /** The state of a rule that is new to this series. A series that is new itself names threads after its first hour. */
    AlertState newAlert(SelectionRules.Watched watched) {
        long judgedTo = judgedTo(watched.rule().windows());
        long threadMillis = started ? judgedTo : Math.floorDiv(panes.first(), HOUR_MILLIS) * HOUR_MILLIS;
        return new AlertState(watched.definition(), judgedTo, threadMillis);
    }

    /** Whether so much time lies between two panes that follow each other, since the last one that was looked at. */
    boolean pauses(long millis) {
        if (panes.isEmpty()) {
            return false;
        }
        long last = started ? lastSecond : panes.first();
        for (Pane pane : panes.between(Math.max(evaluatedTo, Long.MIN_VALUE + 1), Long.MAX_VALUE)) {
            if (pane.second - last >= millis) {
                return true;
            }
            last = pane.second;
        }
        return false;
    }

    boolean add(Pane pane) {
        if (pane.second < evaluatedTo) {
            latePanes++;
            return false;
        }
        panes.add(pane);
        return true;
    }

    /** Takes in the seconds before a time, in ascending order; from then on they cannot change. */
    void absorb(long beforeMillis) {
        long from = Math.max(evaluatedTo, Long.MIN_VALUE + 1);
        for (Pane pane : panes.between(from, beforeMillis)) {
            seenErrors.note(pane.second, pane.topErrors);
            deployments.note(pane.taskDefinitions);
            for (ErrorCount error : pane.topErrors) {
                error.sample = "";
            }
            pane.taskDefinitions = List.of();
            lastSecond = pane.second;
        }
        evaluatedTo = beforeMillis;
    }

    WindowTotals totals(long startMillis, long endMillis) {
        return WindowTotals.of(panes.between(startMillis, endMillis));
    }

    /** Forgets all but the panes from a time on. */
    void forget(long beforeMillis) {
        panes.prune(beforeMillis);
        alerts.clear();
        seenErrors.clear();
        deployments.clear();
        started = false;
    }

    Map<String, String> namedKey() {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size() && i < key.size(); i++) {
            named.put(names.get(i), key.get(i));
        }
        return named;
    }

    /** An independent copy. */
    SeriesState copy() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(new DataOutputStream(bytes));
            return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes a versioned, compact form. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(FORM);
        Binary.writeText(out, selection);
        Binary.writeTexts(out, names);
        Binary.writeTexts(out, key);
        out.writeLong(evaluatedTo);
        Binary.writeLong(out, lastSecond);
        out.writeBoolean(started);
        Binary.writeLong(out, latePanes);
        panes.write(out);
        Binary.writeLong(out, alerts.size());
        for (Map.Entry<String, AlertState> alert : alerts.entrySet()) {
            Binary.writeText(out, alert.getKey());
            alert.getValue().write(out);
        }
        seenErrors.write(out);
        deployments.write(out);
    }

    /** Reads what {@link #write} wrote; an IOException for anything else. */
    public static SeriesState read(DataInput in) throws IOException {
        byte form = in.readByte();
        if (form < 1 || form > FORM) {
            throw new IOException("State of a series in form " + form + "; this version reads forms 1 to " + FORM);
        }
        SeriesState state = new SeriesState();
        state.selection = Binary.readText(in);
        state.names = Binary.readTexts(in);
        state.key = Binary.readTexts(in);
        state.evaluatedTo = in.readLong();
        state.lastSecond = Binary.readLong(in);
        state.started = in.readBoolean();
        state.latePanes = Binary.readLong(in);
        state.panes = HeldPanes.read(in, state.selection, state.key);
        int size = Binary.readSize(in);
        for (int i = 0; i < size; i++) {
            state.alerts.put(Binary.readText(in), AlertState.read(in, form));
        }
        state.seenErrors = SeenErrors.read(in);
        state.deployments = Deployments.read(in);
        return state;
    }

    @Nullable
    AlertState alert(Rule rule, String definition) {
        AlertState alert = alerts.get(rule.name());
        return alert != null && alert.definition.equals(definition) ? alert : null;
    }
}

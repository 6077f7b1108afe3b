package io.kanshi.rules;

import io.kanshi.rules.Pane.ErrorCount;
import io.kanshi.rules.Pane.TaskDefinition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a pane within its series, whose selection and key are written once. About 20 bytes for a pane without errors. */
final class PaneForm {

    private PaneForm() {}

    static void write(DataOutput out, Pane pane) throws IOException {
        Binary.writeLong(out, pane.second);
        out.writeLong(pane.rulesVersion);
        Binary.writeLong(out, pane.events);
        Binary.writeLong(out, pane.errors);
        Binary.writeLong(out, pane.healthChecks);
        Binary.writeLong(out, pane.count);
        if (pane.count > 0) {
            Binary.writeLong(out, pane.sumWhole);
            Binary.writeLong(out, pane.sumFraction);
            out.writeDouble(pane.min);
            out.writeDouble(pane.max);
        }
        Binary.writeLong(out, pane.cutErrors);
        Binary.writeLong(out, pane.topErrors.size());
        for (ErrorCount error : pane.topErrors) {
            out.writeLong(error.fingerprint);
            Binary.writeLong(out, error.count);
            Binary.writeLong(out, error.firstSeenNanos - pane.second * 1_000_000);
            Binary.writeText(out, error.sample);
        }
        Binary.writeLong(out, pane.taskDefinitions.size());
        for (TaskDefinition definition : pane.taskDefinitions) {
            Binary.writeText(out, definition.name);
            Binary.writeLong(out, definition.firstSeenNanos - pane.second * 1_000_000);
        }
    }

    static Pane read(DataInput in, String selection, List<String> key) throws IOException {
        Pane pane = new Pane();
        pane.selection = selection;
        pane.key = key;
        pane.second = Binary.readLong(in);
        pane.rulesVersion = in.readLong();
        pane.events = Binary.readLong(in);
        pane.errors = Binary.readLong(in);
        pane.healthChecks = Binary.readLong(in);
        pane.count = Binary.readLong(in);
        if (pane.count > 0) {
            pane.sumWhole = Binary.readLong(in);
            pane.sumFraction = Binary.readLong(in);
            pane.min = in.readDouble();
            pane.max = in.readDouble();
        }
        pane.cutErrors = Binary.readLong(in);
        pane.topErrors = readErrors(in, pane.second);
        pane.taskDefinitions = readDefinitions(in, pane.second);
        return pane;
    }

    private static List<ErrorCount> readErrors(DataInput in, long second) throws IOException {
        int size = Binary.readSize(in);
        List<ErrorCount> errors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ErrorCount error = new ErrorCount();
            error.fingerprint = in.readLong();
            error.count = Binary.readLong(in);
            error.firstSeenNanos = Binary.readLong(in) + second * 1_000_000;
            error.sample = Binary.readText(in);
            errors.add(error);
        }
        return errors.isEmpty() ? List.of() : errors;
    }

    private static List<TaskDefinition> readDefinitions(DataInput in, long second) throws IOException {
        int size = Binary.readSize(in);
        List<TaskDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            TaskDefinition definition = new TaskDefinition();
            definition.name = Binary.readText(in);
            definition.firstSeenNanos = Binary.readLong(in) + second * 1_000_000;
            definitions.add(definition);
        }
        return definitions.isEmpty() ? List.of() : definitions;
    }
}

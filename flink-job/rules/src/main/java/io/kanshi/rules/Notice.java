package io.kanshi.rules;

import java.io.Serializable;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a rule says about itself in its alerts; changing it does not change what fires. */
public record Notice(
        String severity,
        SortedMap<String, String> labels,
        @Nullable String runbook) implements Serializable {}

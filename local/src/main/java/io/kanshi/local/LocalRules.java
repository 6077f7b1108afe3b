package io.kanshi.local;

import io.kanshi.rules.RuleFile;
import io.kanshi.rules.RulesReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rules: a file's, checked, or the built-in ones. */
record LocalRules(String text) {

    /** An IOException names every mistake. */
    static LocalRules of(@Nullable Path file) throws IOException {
        if (file == null) {
            return new LocalRules(RuleFile.defaultText());
        }
        String text = Files.readString(file);
        RuleFile.Outcome outcome = RuleFile.parse(text);
        if (outcome instanceof RuleFile.Refused) {
            throw new IOException(RulesReport.of(file.toString(), outcome).strip());
        }
        return new LocalRules(text);
    }
}

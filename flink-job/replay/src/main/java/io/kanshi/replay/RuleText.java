package io.kanshi.replay;

import io.kanshi.replay.source.InputMistake;
import io.kanshi.rules.RuleFile;
import io.kanshi.rules.RulesReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads rule files. */
final class RuleText {

    private RuleText() {}

    /** The text of a file; throws {@link InputMistake} when there is none. */
    static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputMistake("There is no rule file " + file + ".");
        }
        try {
            if (Files.size(file) > 4L * RuleFile.MAX_LENGTH) {
                throw new InputMistake("The rule file " + file + " is larger than any rule file can be.");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new InputMistake("The rule file " + file + " cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    /** The rules to replay with: the file's, which must be sound, or the built-in ones. */
    static String forReplay(@Nullable Path file) {
        if (file == null) {
            return RuleFile.defaultText();
        }
        String text = read(file);
        RuleFile.Outcome outcome = RuleFile.parse(text);
        if (outcome instanceof RuleFile.Refused) {
            throw new InputMistake("The rules are refused. "
                    + RulesReport.of(file.toString(), outcome).strip());
        }
        return text;
    }
}

package io.kanshi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference of the rule file, docs/rules.md, against the checker: every example is accepted, every key and field is named. */
final class DocumentedRulesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

    private static String reference() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/rules.md"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "docs/rules.md is nowhere above");
        }
        return Files.readString(folder.resolve("docs/rules.md"));
    }

    @Test
    void everyExampleIsAccepted() throws IOException {
        Matcher blocks = BLOCK.matcher(reference());
        List<String> examples = new ArrayList<>();
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(example -> assertThat(RuleFileTest.mistakes(
                                example.startsWith("version") ? example : "version: 1\nrules:\n" + example))
                        .as(example)
                        .isEmpty());
    }

    @Test
    void everyKeyAndFieldIsNamed() throws IOException {
        String reference = reference();
        String unknown = RuleFileTest.mistakes("version: 1\nrules:\n  - {name: a, kind: error_count, above: 1, x: y}")
                .get(0);
        String keys = unknown.substring(unknown.indexOf("one of ") + "one of ".length());

        assertThat(List.of(keys.split(", ", -1)))
                .hasSize(20)
                .allSatisfy(key -> assertThat(reference).contains("| `" + key + "` |"));
        assertThat(Field.names()).allSatisfy(field -> assertThat(reference).contains("`" + field + "`"));
    }
}

package io.kanshi.kinesis.table;

import io.kanshi.testkit.emulator.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The examples of docs/sql.md: what users copy is what is tested. */
final class DocumentedTable {

    static final String STREAM = "derived";

    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

    private final List<String> examples = new ArrayList<>();

    DocumentedTable() throws IOException {
        Path page = ProjectFolder.find(Path.of("docs/sql.md"), "it is part of the repository");
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
    }

    /** The example as it stands, with further options. */
    String create(Map<String, String> options) {
        return examples.get(0)
                .replace(
                        "WITH (\n",
                        options.entrySet().stream()
                                .map(option -> "  '" + option.getKey() + "' = '" + option.getValue() + "',\n")
                                .collect(Collectors.joining("", "WITH (\n", "")));
    }

    /** The second example. */
    String errorsByTheMinute() {
        return examples.get(1);
    }

    static Map<String, String> access(URI endpoint) {
        return Map.of(
                "aws.endpoint", endpoint.toString(),
                "aws.credentials.provider", "BASIC",
                "aws.credentials.provider.basic.accesskeyid", "key",
                "aws.credentials.provider.basic.secretkey", "secret");
    }
}

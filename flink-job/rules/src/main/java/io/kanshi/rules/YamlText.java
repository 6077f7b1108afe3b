package io.kanshi.rules;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * YAML as a tree of nodes that know their lines. Only the tree is built, no objects, and nothing is expanded: limits on size, depth and
 * aliases hold before anything is read from it.
 */
final class YamlText {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 50;

    private YamlText() {}

    /** The one document of a text; null after noting why there is none. */
    static @Nullable Node compose(String text, List<Mistake> mistakes) {
        if (text.length() > RuleFile.MAX_LENGTH) {
            mistakes.add(new Mistake(
                    1,
                    "",
                    "",
                    "the file has " + text.length() + " characters; at most " + RuleFile.MAX_LENGTH + " are read"));
            return null;
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RuleFile.MAX_LENGTH);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                mistakes.add(new Mistake(1, "", "", "the file is empty; expected version: 1 and rules"));
            }
            return root;
        } catch (MarkedYAMLException e) {
            mistakes.add(
                    new Mistake(line(e.getProblemMark()), "", "", "no valid YAML: " + Inert.line(problem(e), 200)));
        } catch (ReaderException e) {
            mistakes.add(new Mistake(
                    lineAt(text, e.getPosition()), "", "", "no valid YAML: a character that YAML does not allow"));
        } catch (YAMLException e) {
            mistakes.add(new Mistake(1, "", "", "no valid YAML: " + Inert.line(String.valueOf(e.getMessage()), 200)));
        }
        return null;
    }

    static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private static String problem(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return context + e.getProblem();
    }

    private static int lineAt(String text, int position) {
        return 1
                + (int) text.chars()
                        .limit(Math.max(position, 0))
                        .filter(c -> c == '\n')
                        .count();
    }
}

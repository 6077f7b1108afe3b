package io.kanshi.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of the rule file that is being read: gives values by key and notes what is wrong, with its line. */
final class Section {

    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<Mistake> mistakes;

    private Section(String path, int line, List<Mistake> mistakes) {
        this.path = path;
        this.line = line;
        this.mistakes = mistakes;
    }

    /** Null, with a mistake, when the node is no mapping. A key given twice is a mistake. */
    static @Nullable Section of(Node node, String path, List<Mistake> mistakes) {
        Section section = new Section(path, YamlText.line(node.getStartMark()), mistakes);
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(new Mistake(section.line, path, shown(node), "expected keys with values (key: value)"));
            return null;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            int line = YamlText.line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(new Mistake(line, path, shown(tuple.getKeyNode()), "expected a plain text as key"));
            } else if (section.values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                mistakes.add(new Mistake(line, section.at(key.getValue()), "", "this key is given twice"));
            }
        }
        return section;
    }

    /** Calls every other key a mistake. */
    void allow(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                mistakes.add(new Mistake(
                        YamlText.line(entry.getValue().getStartMark()),
                        at(entry.getKey()),
                        "",
                        "unknown key; expected one of " + String.join(", ", keys)));
            }
        }
    }

    /** Calls a key a mistake if it is there. */
    void forbid(String key, String why) {
        if (has(key)) {
            wrong(key, why);
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    @Nullable
    Node node(String key) {
        return values.get(key);
    }

    /** The text of a plain value; null where there is none or, noted as a mistake, where it is a list, a mapping or empty. */
    @Nullable
    String text(String key) {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        String text = scalar(node);
        if (text == null) {
            wrong(key, "expected a single value");
        }
        return text;
    }

    /** The items of a list; none, with a mistake, for anything else. */
    List<Node> list(String key, int atMost, String expected) {
        Node node = values.get(key);
        if (node instanceof SequenceNode sequence && sequence.getValue().size() <= atMost) {
            return sequence.getValue();
        }
        wrong(key, "expected " + expected);
        return List.of();
    }

    void wrong(String key, String expected) {
        Node node = values.get(key);
        if (node != null) {
            mistakes.add(new Mistake(YamlText.line(node.getStartMark()), at(key), shown(node), expected));
        }
    }

    void missing(String key, String what) {
        mistakes.add(new Mistake(line, at(key), "", "missing; expected " + what));
    }

    void wrong(Node node, String key, String expected) {
        mistakes.add(new Mistake(YamlText.line(node.getStartMark()), at(key), shown(node), expected));
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }

    /** The text of a scalar that is not null, else null. */
    static @Nullable String scalar(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) ? scalar.getValue() : null;
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return node instanceof SequenceNode ? "[…]" : "{…}";
    }
}

package io.kanshi.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we make of an application's JSON against what Jackson makes of it. */
class DifferentialTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String LETTERS = "abz\"\\/\n\t\u0001é日😀 .";

    private final long seed = Long.getLong("kanshi.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void attributesAreTheFlattenedTree() throws IOException {
        for (int round = 0; round < 5_000; round++) {
            ObjectNode tree = object(0);
            String line = JACKSON.writeValueAsString(tree);
            Map<String, JsonNode> expected = new LinkedHashMap<>();
            flatten("", tree, expected);
            Map<String, String> actual = Decoded.line(line).attributes();
            assertThat(actual.keySet()).as("seed " + seed + " " + line).isEqualTo(expected.keySet());
            for (Map.Entry<String, JsonNode> entry : expected.entrySet()) {
                String value = actual.get(entry.getKey());
                JsonNode node = entry.getValue();
                if (node.isArray()) {
                    assertThat(value).as("seed " + seed).isEqualTo(node.toString());
                } else {
                    assertThat(value).as("seed " + seed).isEqualTo(node.asText());
                }
            }
        }
    }

    private static void flatten(String prefix, ObjectNode node, Map<String, JsonNode> leaves) {
        node.properties().forEach(member -> {
            String path = prefix + member.getKey();
            if (member.getValue() instanceof ObjectNode inner) {
                flatten(path + ".", inner, leaves);
            } else if (!member.getValue().isNull()) {
                leaves.put(path, member.getValue());
            }
        });
    }

    private ObjectNode object(int depth) {
        ObjectNode node = JACKSON.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            node.set("k" + i + text(4), value(depth));
        }
        return node;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth < 4 ? 8 : 6)) {
            case 0 -> JACKSON.getNodeFactory().numberNode(random.nextInt());
            case 1 -> JACKSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JACKSON.getNodeFactory().numberNode(BigDecimal.valueOf(random.nextInt(), 3));
            case 3 -> JACKSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> JACKSON.getNodeFactory().nullNode();
            case 5 -> JACKSON.getNodeFactory().textNode(text(20));
            case 6 -> object(depth + 1);
            default -> array(depth + 1);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode node = JACKSON.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            JsonNode element = value(depth);
            if (!element.isBigDecimal()) {
                node.add(element);
            }
        }
        return node;
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            int at = LETTERS.offsetByCodePoints(0, random.nextInt(LETTERS.codePointCount(0, LETTERS.length())));
            text.appendCodePoint(LETTERS.codePointAt(at));
        }
        return text.toString();
    }
}

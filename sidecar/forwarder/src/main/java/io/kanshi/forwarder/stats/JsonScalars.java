package io.kanshi.forwarder.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.kanshi.forwarder.net.NearbyFailure;
import io.kanshi.forwarder.net.NearbyFailure.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Walks a JSON object and shows each text and number with the keys that lead to it; builds nothing, however large the text is. */
final class JsonScalars {

    private static final int MAX_DEPTH = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(40)
                    .maxStringLength(64 << 10)
                    .maxNameLength(4096)
                    .build())
            .build();

    private JsonScalars() {}

    /** Takes the values it wants; an array's elements have their index as key. */
    interface Visitor {
        void text(List<String> path, String value);

        void number(List<String> path, double value);
    }

    /** The index that a key in a path stands for; −1 for the key of an object. */
    static int index(String key) {
        return key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
    }

    static void visit(byte[] json, Visitor visitor) throws NearbyFailure {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NearbyFailure(Reason.BROKEN, "not a JSON object");
            }
            object(parser, new ArrayList<>(), visitor);
        } catch (NearbyFailure known) {
            throw known;
        } catch (IOException broken) {
            throw new NearbyFailure(Reason.BROKEN, "not JSON as expected: " + firstLine(broken));
        }
    }

    private static String firstLine(IOException broken) {
        String message = String.valueOf(broken.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static void object(JsonParser parser, List<String> path, Visitor visitor) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            path.add(parser.currentName());
            value(parser.nextToken(), parser, path, visitor);
            path.remove(path.size() - 1);
        }
    }

    private static void array(JsonParser parser, List<String> path, Visitor visitor) throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            path.add(Integer.toString(index++));
            value(token, parser, path, visitor);
            path.remove(path.size() - 1);
        }
    }

    private static void value(JsonToken token, JsonParser parser, List<String> path, Visitor visitor)
            throws IOException {
        switch (token) {
            case START_OBJECT -> object(parser, path, visitor);
            case START_ARRAY -> array(parser, path, visitor);
            case VALUE_STRING -> visitor.text(path, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> visitor.number(path, parser.getDoubleValue());
            default -> {
                // null, true and false say nothing here: Fargate answers null for a container without stats yet
            }
        }
    }
}

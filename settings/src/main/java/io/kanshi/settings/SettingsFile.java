package io.kanshi.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A properties file in UTF-8: {@code key = value} a line, {@code #} for comments. What java.util.Properties would pass over in silence, a
 * key that stands there twice, is a mistake.
 */
final class SettingsFile {

    private static final long LARGEST_BYTES = 1 << 20;

    final Map<String, String> values = new LinkedHashMap<>();
    final List<String> mistakes = new ArrayList<>();

    /** Never throws: what is wrong with the file is a mistake. */
    static SettingsFile read(Path path) {
        SettingsFile file = new SettingsFile();
        String name = Printable.text(path.toString());
        try {
            if (Files.isRegularFile(path) && Files.size(path) > LARGEST_BYTES) {
                file.mistakes.add("the settings file must have at most " + LARGEST_BYTES + " bytes: " + name);
            } else {
                file.parse(Files.readString(path), name);
            }
        } catch (NoSuchFileException missing) {
            file.mistakes.add("the settings file does not exist: " + name);
        } catch (CharacterCodingException binary) {
            file.mistakes.add("the settings file must be text in UTF-8: " + name);
        } catch (IOException unreadable) {
            file.mistakes.add("the settings file must be readable (" + unreadable.getMessage() + "): " + name);
        }
        return file;
    }

    private void parse(String text, String name) throws IOException {
        Properties lines = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                String before = values.put((String) key, ((String) value).strip());
                if (before != null) {
                    mistakes.add(Printable.text((String) key) + " must be set once only: it stands twice in " + name);
                }
                return value;
            }
        };
        try {
            lines.load(new StringReader(text));
        } catch (IllegalArgumentException broken) {
            mistakes.add("the settings file must not hold broken \\u escapes: " + name);
        }
    }
}

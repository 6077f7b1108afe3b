package io.kanshi.events;

import io.kanshi.wire.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Makes a sample of a message fit to be shown to people: what looks like a secret or a person's data is masked, only visible
 * characters are left, and the length is bounded. It errs on the side of masking. Markup and mentions are not its business: what is
 * inert depends on where the sample is shown.
 */
public final class Redaction {

    /** Enough to recognise an error, little enough for a chat message with five of them. */
    public static final int MAX_CHARS = 300;

    private static final String MASK = "***";
    private static final int MAX_READ_BYTES = 4096;
    private static final int FEWEST_CARD_DIGITS = 13;
    private final String text;
    private final StringBuilder shown = new StringBuilder(MAX_CHARS);
    private int position;

    private Redaction(String text) {
        this.text = text;
    }

    /** A sample of at most {@link #MAX_CHARS} characters. */
    public static String sample(Utf8 message) {
        int length = Math.min(message.length(), MAX_READ_BYTES);
        return sample(new String(message.bytes(), message.offset(), length, StandardCharsets.UTF_8));
    }

    /** The same for text. */
    public static String sample(String message) {
        String bounded = message.length() > MAX_READ_BYTES ? message.substring(0, MAX_READ_BYTES) : message;
        return new Redaction(VisibleText.of(bounded)).run();
    }

    private String run() {
        while (position < text.length() && shown.length() <= MAX_CHARS) {
            char c = text.charAt(position);
            if (text.startsWith("-----BEGIN", position)) {
                shown.append(MASK);
                break;
            }
            if (text.startsWith("://", position)) {
                url();
            } else if (isWord(c)) {
                word();
            } else {
                shown.append(c);
                position++;
            }
        }
        return cut();
    }

    private String cut() {
        if (shown.length() <= MAX_CHARS) {
            return shown.toString();
        }
        int length = MAX_CHARS - 1;
        if (Character.isHighSurrogate(shown.charAt(length - 1))) {
            length--;
        }
        return shown.substring(0, length) + "…";
    }

    /** {@code scheme://user:password@host}: all before the at sign goes. */
    private void url() {
        shown.append("://");
        position += 3;
        for (int i = position; i < text.length() && " /\"'<>?#".indexOf(text.charAt(i)) < 0; i++) {
            if (text.charAt(i) == '@') {
                shown.append(MASK);
                position = i;
                return;
            }
        }
    }

    private void word() {
        int start = position;
        int end = wordEnd(start);
        String word = text.substring(start, end);
        position = end;
        if (SecretWords.isScheme(word) && followsToken(end)) {
            shown.append(word).append(' ').append(MASK);
            position = valueEnd(end + 1);
        } else if (SecretWords.isSecret(word)) {
            shown.append(MASK);
        } else if (isCard(start)) {
            shown.append(MASK);
            position = cardEnd(start);
        } else {
            shown.append(word);
            maskValueOf(word);
        }
    }

    /** {@code password=…}, {@code "api_key": "…"}, {@code Authorization: Bearer …}. */
    private void maskValueOf(String key) {
        int i = skip(position, "\"'");
        int colon = skip(i, " ");
        if (colon >= text.length() || ":=".indexOf(text.charAt(colon)) < 0 || !SecretWords.isKey(key)) {
            return;
        }
        int value = skip(skip(skip(colon + 1, ":=>"), " "), "\"'\\");
        int end = valueEnd(value);
        if (end > value) {
            String first = text.substring(value, end);
            if (SecretWords.isScheme(first)) {
                end = valueEnd(skip(end, " "));
            }
            shown.append(text, position, value).append(MASK);
            position = end;
        }
    }

    private boolean followsToken(int end) {
        return end + 9 < text.length() && text.charAt(end) == ' ' && valueEnd(end + 1) - end > 8;
    }

    private int valueEnd(int from) {
        int i = from;
        while (i < text.length() && " \"',;&)]}<>".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** Digits in groups, as cards and accounts are written. */
    private boolean isCard(int from) {
        int digits = 0;
        int end = cardEnd(from);
        for (int i = from; i < end; i++) {
            digits += Bytes.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= FEWEST_CARD_DIGITS && (end == text.length() || !Character.isLetter(text.charAt(end)));
    }

    private int cardEnd(int from) {
        int i = from;
        while (i < text.length()) {
            boolean digit = Bytes.isDigit(text.charAt(i));
            boolean gap = (text.charAt(i) == ' ' || text.charAt(i) == '-')
                    && i > from
                    && i + 1 < text.length()
                    && Bytes.isDigit(text.charAt(i + 1));
            if (!digit && !gap) {
                break;
            }
            i++;
        }
        return i;
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < text.length() && isWord(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int skip(int from, String chars) {
        int i = from;
        while (i < text.length() && chars.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '+';
    }
}

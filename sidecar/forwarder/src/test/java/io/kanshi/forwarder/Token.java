package io.kanshi.forwarder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes each record of a test one of its own, wherever its text ends up: who sent it, in which connection or attempt, and its number. */
record Token(String client, int attempt, int number) {

    private static final Pattern IN_TEXT = Pattern.compile("id=([a-z]+[0-9]+)\\.([0-9]+)\\.([0-9]+);");

    /** All that stand in a text, in their order. */
    static List<Token> in(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = IN_TEXT.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token(
                    matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        }
        return tokens;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "id=%s.%d.%d;", client, attempt, number);
    }
}

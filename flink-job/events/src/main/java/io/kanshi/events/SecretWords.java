package io.kanshi.events;

import java.util.Locale;
import java.util.Set;

/** What a secret looks like: by the key before it, by how it starts, or by being too random for a name. */
final class SecretWords {

    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_HEX = 15;
    private static final int LONGEST_NAME = 23;
    private static final int FEWEST_DIGITS = 3;
    private static final int SHORTEST_BEHIND_START = 10;
    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token", "negotiate");
    private static final String[] KEYS = {
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "apikey",
        "accesskey",
        "privatekey",
        "authorization",
        "credential",
        "credentials",
        "cookie",
        "sessionid",
        "signature",
        "connectionstring"
    };

    /** Of JSON Web Tokens, and of keys of AWS, GitHub, Slack, OpenAI, Stripe and GitLab. */
    private static final String[] STARTS = {
        "eyJ", "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "xox", "sk-", "sk_live_", "glpat-"
    };

    private SecretWords() {}

    /** A word of the HTTP Authorization header, behind which the secret stands. */
    static boolean isScheme(String word) {
        return SCHEMES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether what is assigned to the key is a secret. */
    static boolean isKey(String key) {
        if (key.length() > LONGEST_KEY) {
            return false;
        }
        String plain =
                key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(".", "");
        for (String word : KEYS) {
            if (plain.endsWith(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word itself is a secret, or somebody's address. */
    static boolean isSecret(String word) {
        int at = word.indexOf('@');
        if (at > 0 && word.indexOf('.', at) > at + 1) {
            return true;
        }
        for (String start : STARTS) {
            if (word.startsWith(start) && word.length() > start.length() + SHORTEST_BEHIND_START) {
                return true;
            }
        }
        return isRandom(word);
    }

    /** Long hexadecimal, or a long run of letters and digits mixed as no name is. */
    private static boolean isRandom(String word) {
        int run = 0;
        int digits = 0;
        int hex = 0;
        for (int i = 0; i <= word.length(); i++) {
            char c = i < word.length() ? word.charAt(i) : '.';
            if (c != '.' && c != '-' && c != '_' && c != '@') {
                run++;
                digits += Bytes.isDigit(c) ? 1 : 0;
                hex += Bytes.isHex(c) ? 1 : 0;
                continue;
            }
            boolean longHex = hex == run && run > LONGEST_HEX;
            if (longHex || run > LONGEST_NAME && digits >= FEWEST_DIGITS && digits < run) {
                return true;
            }
            run = 0;
            digits = 0;
            hex = 0;
        }
        return false;
    }
}
